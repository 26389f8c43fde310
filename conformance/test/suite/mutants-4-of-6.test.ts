import { testMutants } from "./mutants.ts";

testMutants(3, 6);
