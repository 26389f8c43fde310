import { conditionalMutants } from "../../mutants/conditional.ts";
import { testMutants } from "../mutants.ts";

testMutants(conditionalMutants);
