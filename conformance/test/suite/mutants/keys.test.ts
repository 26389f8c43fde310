import { keyMutants } from "../../mutants/keys.ts";
import { testMutants } from "../mutants.ts";

testMutants(keyMutants);
