import type { Mutant } from "../corpus/server-under-test.ts";
import { changeMutants } from "./changes.ts";
import { endingMutants } from "./endings.ts";
import { orderingMutants } from "./ordering.ts";
import { pageSizeMutants } from "./page-sizes.ts";
import { pageTokenMutants } from "./page-tokens.ts";
import { tokenLifeMutants } from "./token-life.ts";
import { walkingMutants } from "./walking.ts";

/** Every faulty server. */
export const mutants: readonly Mutant[] = [
  ...orderingMutants,
  ...walkingMutants,
  ...endingMutants,
  ...pageSizeMutants,
  ...pageTokenMutants,
  ...tokenLifeMutants,
  ...changeMutants,
];
