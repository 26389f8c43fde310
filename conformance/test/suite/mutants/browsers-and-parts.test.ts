import { browserAndPartMutants } from "../../mutants/browsers-and-parts.ts";
import { testMutants } from "../mutants.ts";

testMutants(browserAndPartMutants);
