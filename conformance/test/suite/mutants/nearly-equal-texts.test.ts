import { nearlyEqualTextMutants } from "../../mutants/nearly-equal-texts.ts";
import { testMutants } from "../mutants.ts";

testMutants(nearlyEqualTextMutants);
