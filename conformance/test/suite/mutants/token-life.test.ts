import { tokenLifeMutants } from "../../mutants/token-life.ts";
import { testMutants } from "../mutants.ts";

testMutants(tokenLifeMutants);
