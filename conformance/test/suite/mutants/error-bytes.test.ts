import { errorByteMutants } from "../../mutants/error-bytes.ts";
import { testMutants } from "../mutants.ts";

testMutants(errorByteMutants);
