import { changeMutants } from "../../mutants/changes.ts";
import { testMutants } from "../mutants.ts";

testMutants(changeMutants);
