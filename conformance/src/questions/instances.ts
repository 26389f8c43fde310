import type { Question } from "./question.ts";

/** The first page of each instance. */
export const firstPage: Question = { experiment: "instances", role: "first page" };

/** The page behind each one's token, at every instance. */
export const secondPage: Question = { experiment: "instances", role: "second page" };
