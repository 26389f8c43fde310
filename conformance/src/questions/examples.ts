import type { Question } from "./question.ts";

/** An example of the document that belongs to its walk. */
export const ofTheWalk: Question = { experiment: "examples", role: "walk example" };

/** Any other example of a page, by its name; it may show another collection than the walk does. */
export const page: Question = { experiment: "examples", role: "example", looksForOthers: true };

/** A documented error, by its status. */
export const error: Question = { experiment: "examples", role: "error example" };
