import { endingMutants } from "../../mutants/endings.ts";
import { testMutants } from "../mutants.ts";

testMutants(endingMutants);
