import type { Mutant } from "../corpus/server-under-test.ts";
import { orderingMutants } from "./ordering.ts";
import { walkingMutants } from "./walking.ts";

/** Every faulty server. */
export const mutants: readonly Mutant[] = [...orderingMutants, ...walkingMutants];
