import * as accept from "./accept.ts";
import * as codings from "./codings.ts";
import * as collections from "./collections.ts";
import * as concurrency from "./concurrency.ts";
import * as conditional from "./conditional.ts";
import * as connections from "./connections.ts";
import * as deletions from "./deletions.ts";
import * as examples from "./examples.ts";
import * as faults from "./faults.ts";
import * as guard from "./guard.ts";
import * as head from "./head.ts";
import * as insertions from "./insertions.ts";
import * as instances from "./instances.ts";
import * as keys from "./keys.ts";
import * as methods from "./methods.ts";
import * as parameters from "./parameters.ts";
import * as preflight from "./preflight.ts";
import * as provisioning from "./provisioning.ts";
import type { Asked, Question, WalkQuestion } from "./question.ts";
import * as repeats from "./repeats.ts";
import * as requests from "./requests.ts";
import * as revocation from "./revocation.ts";
import * as sizes from "./sizes.ts";
import * as spellings from "./spellings.ts";
import * as tokens from "./tokens.ts";
import * as updates from "./updates.ts";
import * as walks from "./walks.ts";

const files: readonly object[] = [
  accept,
  codings,
  collections,
  concurrency,
  conditional,
  connections,
  deletions,
  examples,
  faults,
  guard,
  head,
  insertions,
  instances,
  keys,
  methods,
  parameters,
  preflight,
  provisioning,
  repeats,
  requests,
  revocation,
  sizes,
  spellings,
  tokens,
  updates,
  walks,
];

/** Every question of every other file of this folder. */
export const questions: readonly Question[] = [
  ...new Set(files.flatMap((file): unknown[] => Object.values(file).flat()).filter(isQuestion)),
];

const byWords = new Map(questions.map((question) => [wordsOf(question), question]));

/** The question that an exchange was sent for, that of its probe if there is one; undefined for one of another version. */
export function questionOf({ experiment, role, probe }: Asked): Question | undefined {
  return (
    byWords.get(wordsOf({ experiment, role, ...(probe && { probe }) })) ?? byWords.get(wordsOf({ experiment, role }))
  );
}

/** The id of the walk that reports of older versions know by its name alone. */
export function walkIdOf(asked: Asked, name: string): string {
  const named = questions
    .filter(isWalkQuestion)
    .find(({ experiment, role, walk }) => experiment === asked.experiment && role === asked.role && walk.name === name);
  return named?.walk.id ?? name;
}

function wordsOf({ experiment, role, probe }: Asked): string {
  return JSON.stringify([experiment, role, probe]);
}

function isQuestion(value: unknown): value is Question {
  return typeof value === "object" && value !== null && "experiment" in value && "role" in value;
}

function isWalkQuestion(question: Question): question is WalkQuestion {
  return "walk" in question;
}
