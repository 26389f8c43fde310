import { timestampAndByteMutants } from "../../mutants/timestamps-and-bytes.ts";
import { testMutants } from "../mutants.ts";

testMutants(timestampAndByteMutants);
