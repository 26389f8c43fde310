import { testMutants } from "./mutants.ts";

testMutants(0, 6);
