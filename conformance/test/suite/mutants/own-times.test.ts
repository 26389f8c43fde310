import { ownTimeMutants } from "../../mutants/own-times.ts";
import { testMutants } from "../mutants.ts";

testMutants(ownTimeMutants);
