import type { Question } from "./question.ts";

/** The pages before any internal error is provoked. */
export const before: Question = { experiment: "faults", role: "before" };

/** A page while an internal error is provoked; which one, its probe says. */
export const faulty: Question = { experiment: "faults", role: "faulty" };

/** The first page when all of that is over. */
export const recovered: Question = { experiment: "faults", role: "recovered" };
