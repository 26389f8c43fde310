import { rules } from "../rules/catalogue.ts";
import { ConfigurationError } from "./configuration-error.ts";
import { matchesGlob } from "./glob.ts";
import type { JudgeSettings, RuleResult } from "./judge-recording.ts";
import { isKnown, type KnownFailure, staleOnes } from "./known-failures.ts";

/** How results are wanted to be judged. */
export interface JudgingOptions {
  /** Lowest level whose failure fails the run. Default `must`. */
  readonly level?: "must" | "should";
  /** Patterns of rules to judge; default all. */
  readonly rules?: readonly string[];
  /** Patterns of rules to leave out. */
  readonly skipRules?: readonly string[];
  readonly knownFailures?: readonly KnownFailure[];
  /** Patterns of rules that may stay inconclusive. */
  readonly allowInconclusive?: readonly string[];
  /** Today in UTC, `YYYY-MM-DD`, by which known failures expire. Default: the machine's clock. */
  readonly today?: string;
}

/** All that a judgement depends on besides the recording. */
export interface RunSettings extends JudgeSettings {
  /** Patterns of rules that may stay inconclusive. */
  readonly allowInconclusive: readonly string[];
  /** One sentence for each known failure that passed, has expired or matches nothing. */
  readonly staleKnownFailures: (results: readonly RuleResult[]) => readonly string[];
}

/** The settings that the options make. @throws ConfigurationError for a pattern that matches no rule */
export function settingsOf(options: JudgingOptions): RunSettings {
  const { rules: selected = [], skipRules = [], allowInconclusive = [], knownFailures = [] } = options;
  for (const pattern of [...selected, ...skipRules, ...allowInconclusive]) {
    if (!rules.some(({ id }) => matchesGlob(pattern, id)))
      throw new ConfigurationError(`The pattern "${pattern}" matches no rule.`);
  }
  const today = options.today ?? new Date().toISOString().slice(0, 10);
  return {
    level: options.level === "should" ? "SHOULD" : "MUST",
    isSelected: (id) => isSelectedBy(options, id),
    isKnownFailure: (id) => isKnown(knownFailures, id, today),
    allowInconclusive,
    staleKnownFailures: (results) => staleOnes(knownFailures, results, today),
  };
}

/** True for a rule that is chosen and not left out. */
export function isSelectedBy({ rules: chosen = [], skipRules = [] }: JudgingOptions, id: string): boolean {
  return (chosen.length === 0 || matchesAny(chosen, id)) && !matchesAny(skipRules, id);
}

/** True for an id that one of the patterns matches. */
export function matchesAny(patterns: readonly string[], id: string): boolean {
  return patterns.some((pattern) => matchesGlob(pattern, id));
}
