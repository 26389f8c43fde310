import type { Question } from "./question.ts";

/** A page for its tag. */
export const tagged: Question = { experiment: "conditional", role: "tagged" };

/** `If-None-Match` with that tag. */
export const sameTag: Question = { experiment: "conditional", role: "same tag" };

/** `If-None-Match` with others. */
export const otherTag: Question = { experiment: "conditional", role: "other tag" };

/** `If-None-Match` with that tag, without a key. */
export const keyFirst: Question = { experiment: "conditional", role: "key first" };
