import { compressedMutants } from "../../mutants/compressed.ts";
import { testMutants } from "../mutants.ts";

testMutants(compressedMutants);
