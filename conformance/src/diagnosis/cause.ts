import type { Symptoms } from "./symptoms.ts";

/** A cause that the evidence fits. */
export interface Suspicion {
  readonly title: string;
  readonly because: string;
  readonly remedy: string;
  /** Rules whose failure follows from it, where they failed; `all`: every one. */
  readonly explains: "all" | readonly string[];
  readonly exchanges: readonly number[];
}

/** One kind of cause. It looks for evidence of its own, and says nothing where that is missing. */
export interface Cause {
  readonly id: string;
  /** True for a cause of advice that is not met, too; others are told only where a MUST failed. */
  readonly isOfAdvice?: true;
  find(symptoms: Symptoms): Suspicion | undefined;
}

/** At most so many exchanges show a cause; more prove nothing more. */
const MAX_EXCHANGES = 6;

/** The ids of the exchanges that show a cause best, the first ones. */
export function shown(exchanges: readonly { readonly id: number }[]): number[] {
  return [...new Set(exchanges.map(({ id }) => id))].slice(0, MAX_EXCHANGES);
}

/** Words for a reader: `one, two and three`. */
export function listed(words: readonly (string | number)[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
