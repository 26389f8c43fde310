import type { Question } from "./question.ts";

/** The list before other methods are tried. */
export const before: Question = { experiment: "methods", role: "before" };

/** A method that would change something. */
export const otherMethod: Question = { experiment: "methods", role: "method" };

/** The list afterwards. */
export const after: Question = { experiment: "methods", role: "after" };
