import { rareRowMutants } from "../../mutants/rare-rows.ts";
import { testMutants } from "../mutants.ts";

testMutants(rareRowMutants);
