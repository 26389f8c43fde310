import type { Question, WalkQuestion } from "./question.ts";

/** What is read before sessions are deleted. */
export const before: Question = { experiment: "deletions", role: "before" };

const page: Question = { experiment: "deletions", role: "page", isOrdinary: true };

/** A walk during which sessions are deleted, the anchor among them. */
export const during: WalkQuestion = {
  ...page,
  walk: { id: "deletions-during", name: "deleting at 3, with deletions" },
};

/** A walk during which all that follows is deleted. */
export const ofTheRest: WalkQuestion = {
  ...page,
  walk: { id: "deletions-of-the-rest", name: "deleting, all that follows the first page deleted" },
};

/** What was left of that list on its first page, when nothing follows any more. */
export const nothingFollows: WalkQuestion = {
  experiment: "deletions",
  role: "after",
  walk: { id: "deletions-nothing-follows", name: "deleting, when all that followed was deleted" },
};

/** The first page, with a validator from before. */
export const afterIfChanged: Question = { experiment: "deletions", role: "after, if changed" };

/** What is read when they were. */
export const after: Question = { experiment: "deletions", role: "after" };
