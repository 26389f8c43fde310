import { matchesGlob } from "./glob.ts";
import type { RuleResult } from "./judge-recording.ts";

/** A failure that a team knows of: it still runs and shows, and does not fail the run until its date. */
export interface KnownFailure {
  /** A rule id, or a pattern with `*`. */
  readonly rule: string;
  readonly reason: string;
  /** Last day on which it counts, `YYYY-MM-DD` (UTC). */
  readonly until: string;
}

/** True when one of the failures, not yet expired, names the rule. */
export function isKnown(known: readonly KnownFailure[], ruleId: string, today: string): boolean {
  return known.some(({ rule, until }) => until >= today && matchesGlob(rule, ruleId));
}

/** One sentence for each known failure to take off the list. */
export function staleOnes(known: readonly KnownFailure[], results: readonly RuleResult[], today: string): string[] {
  return known.flatMap((failure) => {
    const matching = results.filter(({ rule }) => matchesGlob(failure.rule, rule.id));
    if (matching.length === 0) return [`${failure.rule} matches no rule.`];
    if (failure.until < today) return [`${failure.rule} has expired on ${failure.until}.`];
    const passed = matching.every(({ outcome }) => outcome === "passed");
    return passed ? [`${failure.rule} passes: take it off the list of known failures.`] : [];
  });
}
