import type { Mode } from "../recording/recording.ts";
import type { Outcome, RuleResult } from "./judge-recording.ts";

/** What a run says of its target. */
export type Verdict = "conformant" | "partially-proven" | "non-conformant" | "examples-consistent" | "unknown";

/** Exit codes of the CLI; 2 (usage) is given before there is a verdict. */
export type ExitCode = 0 | 1 | 3 | 4 | 130;

/** Counts by outcome, as in the report. */
export type Summary = Readonly<
  Record<
    "passed" | "failed" | "known_failures" | "warned" | "inconclusive" | "not_applicable" | "skipped" | "errored",
    number
  >
>;

/** The circumstances that a verdict depends on, apart from the rules' results. */
export interface Circumstances {
  readonly mode: Mode;
  readonly level: "MUST" | "SHOULD";
  readonly isInterrupted: boolean;
  /** True when the target gave no answer any more from some exchange on. */
  readonly hasStopped: boolean;
  /** One sentence for each known failure that passed, has expired or matches nothing. */
  readonly staleKnownFailures: readonly string[];
  readonly allowsInconclusive: (ruleId: string) => boolean;
}

/** Verdict and exit code, from which everything that is shown derives. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly exitCode: ExitCode;
  readonly summary: Summary;
  /** Rules within reach that could not be proven, and why. */
  readonly unproven: readonly RuleResult[];
}

/** The one function that says what a run's results mean. */
export function judgeResults(results: readonly RuleResult[], circumstances: Circumstances): Judgement {
  const summary = summarise(results);
  const counted = results.filter(({ rule }) => rule.level === "MUST" || circumstances.level === "SHOULD");
  const unproven = counted.filter(
    ({ rule, outcome }) => outcome === "inconclusive" && !circumstances.allowsInconclusive(rule.id),
  );
  const verdict = circumstances.isInterrupted ? "unknown" : verdictOf(results, summary, unproven, circumstances.mode);
  return { verdict, summary, unproven, exitCode: exitCodeOf(summary, unproven, circumstances) };
}

function verdictOf(
  results: readonly RuleResult[],
  summary: Summary,
  unproven: readonly RuleResult[],
  mode: Mode,
): Verdict {
  if (summary.failed > 0 || summary.known_failures > 0) return "non-conformant";
  if (summary.errored > 0 || summary.passed === 0) return "unknown";
  if (mode === "mock")
    return unproven.length === 0 && summary.skipped === 0 ? "examples-consistent" : "partially-proven";
  const musts = results.filter(({ rule }) => rule.level === "MUST");
  const isWhole = mode === "provisioned" && summary.skipped === 0 && musts.every(isProven);
  return isWhole ? "conformant" : "partially-proven";
}

// A clause whose condition does not hold (one instance, no ETag) has nothing to prove.
function isProven({ outcome, reason }: RuleResult): boolean {
  return outcome === "passed" || (outcome === "not_applicable" && reason?.code === "condition");
}

function exitCodeOf(summary: Summary, unproven: readonly RuleResult[], circumstances: Circumstances): ExitCode {
  if (circumstances.isInterrupted) return 130;
  if (circumstances.hasStopped) return 4;
  if (summary.failed > 0 || circumstances.staleKnownFailures.length > 0) return 1;
  if (summary.errored > 0) return 4;
  // A server whose failures are all known passes: what depends on them does not fail it again.
  const open = unproven.filter(({ reason }) => !(reason?.code === "prerequisite" && summary.known_failures > 0));
  if (open.length > 0 || summary.passed === 0) return 3;
  return 0;
}

/** Counts results by outcome. */
function summarise(results: readonly RuleResult[]): Summary {
  const count = (wanted: Outcome): number => results.filter(({ outcome }) => outcome === wanted).length;
  return {
    passed: count("passed"),
    failed: count("failed"),
    known_failures: count("known_failure"),
    warned: count("warned"),
    inconclusive: count("inconclusive"),
    not_applicable: count("not_applicable"),
    skipped: count("skipped"),
    errored: count("errored"),
  };
}
