import { testMutants } from "./mutants.ts";

testMutants(5, 6);
