import { tierAndLimitMutants } from "../../mutants/tiers-and-limits.ts";
import { testMutants } from "../mutants.ts";

testMutants(tierAndLimitMutants);
