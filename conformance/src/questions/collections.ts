import type { Question } from "./question.ts";

/** A page for its token. */
export const source: Question = { experiment: "entities", role: "source" };

/** An id that no collection has, in the form of one that exists. */
export const unknown: Question = { experiment: "entities", role: "unknown" };

/** The same with a token of one's own collection. */
export const unknownWithToken: Question = { experiment: "entities", role: "unknown with a token" };

/** An id that none can have. */
export const malformed: Question = { experiment: "entities", role: "malformed" };

/** Malformed: a quote, as who would have a database run it sends one. */
export const malformedByQuote: Question = { ...malformed, probe: "a quote", isSuspicious: true };

/** Malformed: an escape that is none. */
export const malformedEscape: Question = { ...malformed, probe: "a broken escape", isHostile: true };

/** Malformed: NUL. */
export const malformedByNul: Question = { ...malformed, probe: "NUL", isHostile: true };

/** Malformed: of 600 characters and more. */
export const malformedTooLong: Question = {
  ...malformed,
  probe: "longer than any id",
  isHostile: true,
  isOverlong: true,
};

/** An empty segment in place of an id. */
export const missingId: Question = { experiment: "entities", role: "missing id", isHostile: true };

/** Another account's collection with one's own key. */
export const foreign: Question = { experiment: "entities", role: "foreign", looksForOthers: true };

/** The same with a token of one's own collection. */
export const foreignWithOwnToken: Question = { ...foreign, probe: "with a token of one's own entity" };

/** The same with a tag that its own account was given. */
export const foreignConditional: Question = { experiment: "entities", role: "foreign conditional" };

/** The same collection by its own account. */
export const stranger: Question = { experiment: "entities", role: "stranger" };
