import { testMutants } from "./mutants.ts";

testMutants(4, 6);
