import { liveSessionsProfile } from "../../profile/live-sessions/live-sessions-profile.ts";
import { wordsOf } from "../../profile/words.ts";
import type { Report, ReportRule } from "../report.ts";
import { commandText } from "./command-text.ts";
import { diagnosisOf } from "./diagnosis-text.ts";
import { failureExchanges } from "./failure-exchanges.ts";
import { offendingSessions } from "./offending-sessions.ts";
import { placeText } from "./place-text.ts";

/** Everything that there is to say about a failure, as plain lines. */
export function failureText(report: Report, rule: ReportRule): string {
  const { failure } = rule;
  if (!failure) return rule.reason_text ?? "";
  const { sortKey } = wordsOf(report.list ?? liveSessionsProfile());
  return [
    `${rule.id} (${rule.level}; clauses ${rule.clauses.join(", ")}): ${rule.title}`,
    failure.message,
    ...((failure.failed ?? 1) < 2
      ? []
      : [`${failure.failed} of ${failure.compared} comparisons fail; others: ${(failure.others ?? []).join("; ")}`]),
    `at: ${placeText(report, failure)}`,
    `expected: ${failure.expected}`,
    `actual: ${failure.actual}`,
    ...offendingSessions(report, failure).map(
      ({ id, createdAt, seen }) => `session: ${id}, ${sortKey} ${createdAt}, ${seen}`,
    ),
    ...failureExchanges(report, failure).map(({ id, text }) => `exchange ${id}: ${text}`),
    ...failure.curl.map(commandText),
    ...likelyLines(report, rule, failure.likely_cause),
  ].join("\n");
}

function likelyLines(report: Report, rule: ReportRule, likelyCause: string): string[] {
  const diagnosis = diagnosisOf(report, rule);
  return diagnosis ? [`cause: ${diagnosis.title} ${diagnosis.remedy}`] : [`likely cause: ${likelyCause}`];
}
