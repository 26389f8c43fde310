import type { Question } from "./question.ts";

/** A page with query parameters that nobody declared. */
export const withOthers: Question = { experiment: "parameters", role: "with" };

/** Read-only: the page without them, right before and right after. */
export const without: Question = { experiment: "parameters", role: "without" };
