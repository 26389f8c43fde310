import { unguardedPathMutants } from "../../mutants/unguarded-paths.ts";
import { testMutants } from "../mutants.ts";

testMutants(unguardedPathMutants);
