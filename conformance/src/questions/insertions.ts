import type { Question, WalkQuestion } from "./question.ts";

/** What is read before sessions are inserted. */
export const before: Question = { experiment: "insertions", role: "before" };

/** A walk during which sessions are inserted. */
export const during: WalkQuestion = {
  experiment: "insertions",
  role: "page",
  isOrdinary: true,
  walk: { id: "insertions-during", name: "inserting, with insertions" },
};

/** What is read when they were. */
export const after: Question = { experiment: "insertions", role: "after" };
