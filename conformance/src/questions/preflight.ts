import type { Question } from "./question.ts";

/** A first page: of the largest collection at the default size, at each instance, and of every other that a provisioner made. Asked before every run. */
export const control: Question = { experiment: "preflight", role: "control" };
