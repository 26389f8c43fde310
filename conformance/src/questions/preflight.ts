import type { Question } from "./question.ts";

/** The first page at the default size, at each instance: made before every run. */
export const control: Question = { experiment: "preflight", role: "control" };
