import { testMutants } from "./mutants.ts";

testMutants(2, 6);
