import { deletions, insertions, updates } from "./changes.ts";
import { codings } from "./codings.ts";
import { collections } from "./collections.ts";
import { conditional } from "./conditional.ts";
import { connections } from "./connections.ts";
import type { Experiment } from "./experiment.ts";
import { faults } from "./faults.ts";
import { guard } from "./guard.ts";
import { accept, head, methods, parameters } from "./http.ts";
import { keys } from "./keys.ts";
import { listHead, listKeys, listParameters, listPositions, listSizes } from "./list-probes.ts";
import { mockExamples, mockRequests, mockWalk } from "./mock.ts";
import { ownTimes } from "./own-times.ts";
import { late, provisionedWalks } from "./provisioned-walks.ts";
import { closing, readOnlyWalks } from "./read-only-walks.ts";
import { concurrency, instances, repeats } from "./repeats.ts";
import { revocation } from "./revocation.ts";
import { sizes } from "./sizes.ts";
import { spellings } from "./spellings.ts";
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
  // Before wrong keys are tried: what an account leaves behind that is gone may be taken for one, as null or as nothing.
  revocation,
  keys,
  guard,
  collections,
  spellings,
  faults,
  insertions,
  deletions,
  updates,
  ownTimes,
  repeats,
  instances,
  connections,
  head,
  methods,
  accept,
  conditional,
  codings,
  parameters,
  late,
  closing,
];

/** Every experiment on a list that is not the contract's own. */
export const listExperiments: readonly Experiment[] = [
  concurrency,
  readOnlyWalks,
  listSizes,
  listPositions,
  listKeys,
  repeats,
  instances,
  listHead,
  accept,
  conditional,
  listParameters,
  closing,
];
