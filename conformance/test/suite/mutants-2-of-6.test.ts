import { testMutants } from "./mutants.ts";

testMutants(1, 6);
