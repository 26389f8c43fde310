import { deletions, insertions, updates } from "./changes.ts";
import { entities } from "./entities.ts";
import type { Experiment } from "./experiment.ts";
import { faults } from "./faults.ts";
import { accept, conditional, head, methods, parameters } from "./http.ts";
import { keys } from "./keys.ts";
import { mockExamples, mockRequests, mockWalk } from "./mock.ts";
import { late, provisionedWalks } from "./provisioned-walks.ts";
import { closing, readOnlyWalks } from "./read-only-walks.ts";
import { concurrency, instances, repeats } from "./repeats.ts";
import { sizes } from "./sizes.ts";
import { tokens } from "./tokens.ts";

/** Every experiment; a report lists their exchanges in this order. The first one is made before all others, and alone. */
export const experiments: readonly Experiment[] = [
  concurrency,
  ...provisionedWalks,
  readOnlyWalks,
  mockWalk,
  mockExamples,
  mockRequests,
  sizes,
  tokens,
  keys,
  entities,
  faults,
  insertions,
  deletions,
  updates,
  repeats,
  instances,
  head,
  methods,
  accept,
  conditional,
  parameters,
  late,
  closing,
];
