import type { Question } from "./question.ts";

/** The first page, twice with nothing between. */
export const firstPage: Question = { experiment: "repeats", role: "first page" };

/** The first page for the first time. */
export const firstPageOnce: Question = { ...firstPage, probe: "one" };

/** The first page again. */
export const firstPageAgain: Question = { ...firstPage, probe: "two" };

/** The page behind the token of either. */
export const secondPage: Question = { experiment: "repeats", role: "second page" };

/** The page behind the first token. */
export const secondPageOnce: Question = { ...secondPage, probe: "one" };

/** The page behind the second token. */
export const secondPageAgain: Question = { ...secondPage, probe: "two" };
