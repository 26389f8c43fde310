import { lenientIdMutants } from "../../mutants/lenient-ids.ts";
import { testMutants } from "../mutants.ts";

testMutants(lenientIdMutants);
