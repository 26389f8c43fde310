import { wallClockMutants } from "../../mutants/wall-clocks.ts";
import { testMutants } from "../mutants.ts";

testMutants(wallClockMutants);
