import { tellingRefusalMutants } from "../../mutants/telling-refusals.ts";
import { testMutants } from "../mutants.ts";

testMutants(tellingRefusalMutants);
