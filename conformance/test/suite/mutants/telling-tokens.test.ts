import { tellingTokenMutants } from "../../mutants/telling-tokens.ts";
import { testMutants } from "../mutants.ts";

testMutants(tellingTokenMutants);
