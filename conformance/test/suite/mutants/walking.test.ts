import { walkingMutants } from "../../mutants/walking.ts";
import { testMutants } from "../mutants.ts";

testMutants(walkingMutants);
