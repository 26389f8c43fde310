import type { Question, WalkQuestion } from "./question.ts";

/** A request without any other at the same time; which one, its probe says. */
export const alone: Question = { experiment: "concurrency", role: "alone" };

/** The same requests at the same time. */
export const together: Question = { experiment: "concurrency", role: "together" };

/** Read-only: the beginning of the list before all else. With a walk at the end it shows what came and went. */
export const beginning: WalkQuestion = {
  experiment: "concurrency",
  role: "window",
  isWindow: true,
  isOrdinary: true,
  walk: { id: "reference-at-the-beginning", name: "reference at 100, at the beginning" },
};
