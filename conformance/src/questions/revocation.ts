import type { Question } from "./question.ts";

const revocation = { experiment: "revocation" } as const;

/** A page by a key that is valid. */
export const before: Question = { ...revocation, role: "before" };

/** The same page by the same key, which was taken back. */
export const after: Question = { ...revocation, role: "after" };
