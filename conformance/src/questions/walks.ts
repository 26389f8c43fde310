import type { Question, WalkQuestion } from "./question.ts";

/** Walks of whole lists. */
export const whole: Question = { experiment: "walks", role: "page", isOrdinary: true };

/** Walks that are stopped on purpose. */
export const window: Question = { experiment: "walks", role: "window", isWindow: true, isOrdinary: true };

/** Read-only: the walk that the others must agree with, in the largest pages. */
export const reference: WalkQuestion = {
  experiment: "walks",
  role: "reference",
  isWindow: true,
  isOrdinary: true,
  walk: { id: "reference", name: "reference at 100" },
};

/** Read-only: the same when the other walks have been made. */
export const referenceAgain: WalkQuestion = {
  ...window,
  walk: { id: "reference-again", name: "reference at 100, again" },
};

/** Read-only: the same when all else has been asked. */
export const referenceAtTheEnd: WalkQuestion = {
  experiment: "closing",
  role: "window",
  isWindow: true,
  isOrdinary: true,
  walk: { id: "reference-at-the-end", name: "reference at 100, at the end" },
};

/** Mock: the walk that the document's examples make. */
export const examples: WalkQuestion = { ...whole, walk: { id: "examples", name: "the document's examples" } };

/** Walks of a collection with exactly as many sessions as the largest page holds. */
export const wholeOfHundred: Question = { ...whole, experiment: "walks-hundred" };

/** Walks of a collection with several of the largest pages. */
export const wholeOfLarge: Question = { ...whole, experiment: "walks-large" };

/** Walks of collections with what few lists have: the very old next to the new, far years, odd text, a crowded second. */
export const wholeOfOdd: Question = { ...whole, experiment: "walks-odd" };

/** Sessions a page of the walk below: its name, which reports hold, says so. */
export const COMPRESSED_PAGE_SIZE = 10;

/** The walk of a collection whose bodies are compressed on the way. */
export const compressed: WalkQuestion = {
  ...whole,
  experiment: "codings",
  walk: { id: "codings-walk", name: `populated at ${COMPRESSED_PAGE_SIZE}, compressed` },
};

/** Walks of sessions whose times the server has set itself, one right after the other. */
export const wholeOfStamped: Question = { ...whole, experiment: "own-times" };

/** Walks of collections with one session and with none, and of another account's by that account. */
export const wholeOfSmall: Question = { ...whole, experiment: "walks-small" };

/** Every walk during which the suite changes nothing. */
export const undisturbed: readonly Question[] = [
  whole,
  window,
  reference,
  wholeOfHundred,
  wholeOfLarge,
  wholeOfSmall,
  wholeOfOdd,
  wholeOfStamped,
  compressed,
];

/** What shows, read-only, which sessions came and went while the others were made. */
export const drift: readonly WalkQuestion[] = [reference, referenceAgain, referenceAtTheEnd];

/** The walk of a collection at one page size; undefined sends none. */
export function atSize(question: Question, collection: string, size: number | undefined): WalkQuestion {
  const name = `${collection} at ${size ?? "the default size"}`;
  return { ...question, walk: { id: `${collection}-at-${size ?? "default"}`, name } };
}

/** The walk of a collection at sizes that change on the way. */
export function atMixedSizes(question: Question, collection: string): WalkQuestion {
  return { ...question, walk: { id: `${collection}-mixed`, name: `${collection} at mixed sizes` } };
}

/** The walk of a collection at 99 and then at 1: the last page but one is nearly the largest. */
export function atNinetyNineThenOne(question: Question, collection: string): WalkQuestion {
  return { ...question, walk: { id: `${collection}-99-1`, name: `${collection} at 99, then 1` } };
}

/** The walk whose page boundary stands right after a session, counted from 1. */
export function withBoundaryAfter(question: Question, collection: string, session: number): WalkQuestion {
  const name = `${collection}, a boundary after session ${session}`;
  return { ...question, walk: { id: `${collection}-boundary-${session}`, name } };
}

/** The walk of another account's collection by that account. */
export function byItsOwnAccount(question: Question, collection: string): WalkQuestion {
  return { ...question, walk: { id: `${collection}-by-its-account`, name: `${collection} by its own account` } };
}

/** The walk of a collection after it was changed, at one of the deployment's instances. */
export function afterwards(question: Question, collection: string, instance: number): WalkQuestion {
  const name = `${collection} afterwards`;
  const id = `${collection}-afterwards`;
  const walk = instance === 0 ? { id, name } : { id: `${id}-${instance}`, name: `${name} at instance ${instance}` };
  return { ...question, walk };
}
