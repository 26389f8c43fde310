import { errorBodyMutants } from "../../mutants/error-bodies.ts";
import { testMutants } from "../mutants.ts";

testMutants(errorBodyMutants);
