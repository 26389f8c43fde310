import { rowOutOfPlaceMutants } from "../../mutants/rows-out-of-place.ts";
import { testMutants } from "../mutants.ts";

testMutants(rowOutOfPlaceMutants);
