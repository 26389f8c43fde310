import type { Question } from "./question.ts";

/** Mock: a page as it is asked for mostly. */
export const control: Question = { experiment: "requests", role: "control" };

/** Mock: a page without a key. */
export const noKey: Question = { experiment: "requests", role: "no key" };

/** Mock: a `page_size` that is none. */
export const badSize: Question = { experiment: "requests", role: "bad" };

/** Mock: the least and the most `page_size`. */
export const boundary: Question = { experiment: "requests", role: "bound", isOrdinary: true };

/** Mock: a `page_size` above the maximum. */
export const oversize: Question = { experiment: "requests", role: "over" };
