import type { Report, ReportRule } from "./report.ts";

/** A rule whose outcome is another one, or that only one of the reports has. */
export interface RuleChange {
  readonly id: string;
  readonly before: ReportRule["outcome"] | undefined;
  readonly after: ReportRule["outcome"] | undefined;
  readonly isWorse: boolean;
  /** What is wrong now, or why there is no verdict. */
  readonly why: string | undefined;
}

/** What is different between two reports. */
export interface ReportDifference {
  readonly before: Pick<Report, "verdict" | "exit_code">;
  readonly after: Pick<Report, "verdict" | "exit_code">;
  readonly changes: readonly RuleChange[];
  /** True when a rule or the verdict got worse. */
  readonly isWorse: boolean;
}

/** From good to bad. What has no verdict stands between a pass and a failure. */
const outcomes: readonly ReportRule["outcome"][] = [
  "passed",
  "not_applicable",
  "skipped",
  "inconclusive",
  "warned",
  "known_failure",
  "errored",
  "failed",
];
const verdicts: readonly Report["verdict"][] = [
  "conformant",
  "partially-proven",
  "examples-consistent",
  "unknown",
  "non-conformant",
];

/** Compares two reports rule by rule. A rule that is gone is worse: nothing proves it any more. */
export function diffReports(before: Report, after: Report): ReportDifference {
  const [old, now] = [byId(before), byId(after)];
  const ids = [...new Set([...now.keys(), ...old.keys()])];
  const changes = ids.flatMap((id) => changeOf(id, old.get(id), now.get(id)));
  const isVerdictWorse = verdicts.indexOf(after.verdict) > verdicts.indexOf(before.verdict);
  return {
    before: { verdict: before.verdict, exit_code: before.exit_code },
    after: { verdict: after.verdict, exit_code: after.exit_code },
    changes,
    isWorse: isVerdictWorse || changes.some((change) => change.isWorse),
  };
}

/** A rule with the answer that decided its failure: a status, or `nothing`. */
type JudgedRule = ReportRule & { readonly answer: string };

function byId(report: Report): ReadonlyMap<string, JudgedRule> {
  return new Map(report.rules.map((rule) => [rule.id, { ...rule, answer: answerOf(report, rule) }]));
}

function answerOf({ exchanges }: Report, { failure }: ReportRule): string {
  const decisive = failure?.exchanges.at(-1);
  const exchange = exchanges.find(({ id }) => id === decisive);
  return String(exchange?.response?.status ?? "nothing");
}

function changeOf(id: string, before: JudgedRule | undefined, after: JudgedRule | undefined): RuleChange[] {
  if (before?.outcome === after?.outcome) return changedFailure(id, before, after);
  const isWorse = after === undefined || (before === undefined ? isBad(after) : rank(after) > rank(before));
  const why = after?.failure?.message ?? after?.reason_text;
  return [{ id, before: before?.outcome, after: after?.outcome, isWorse, why }];
}

/** A rule that fails as before, and in another way: as 404 then, as 500 now. */
function changedFailure(id: string, before: JudgedRule | undefined, after: JudgedRule | undefined): RuleChange[] {
  if (!before?.failure || !after?.failure || before.answer === after.answer) return [];
  const isWorse = Number(after.answer) >= 500 && Number(before.answer) < 500;
  const why = `answered ${after.answer} now, ${before.answer} before: ${after.failure.message}`;
  return [{ id, before: before.outcome, after: after.outcome, isWorse, why }];
}

function rank({ outcome }: ReportRule): number {
  return outcomes.indexOf(outcome);
}

function isBad({ outcome }: ReportRule): boolean {
  return outcome === "failed" || outcome === "errored";
}
