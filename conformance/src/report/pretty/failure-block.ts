import { liveSessionsProfile } from "../../profile/live-sessions/live-sessions-profile.ts";
import { wordsOf } from "../../profile/words.ts";
import type { Report, ReportFailure, ReportRule } from "../report.ts";
import { commandText } from "../wording/command-text.ts";
import { failureExchanges } from "../wording/failure-exchanges.ts";
import { type OffendingSession, offendingSessions } from "../wording/offending-sessions.ts";
import { placeText } from "../wording/place-text.ts";
import { type Paint, printable } from "./paint.ts";

const LABEL_WIDTH = 11;

/** Everything that there is to say about one failed rule. */
export function failureBlock(report: Report, rule: ReportRule, failure: ReportFailure, paint: Paint): string[] {
  const heading = headingOf(rule, paint);
  const others = rule.clauses.filter((clause) => clause !== rule.id);
  return [
    `${heading}  ${paint.bold(printable(rule.id))}  ${rule.level}${others.length > 0 ? `, clauses ${printable(rule.clauses.join(", "))}` : ""}`,
    ...labelled("clause", [rule.title]),
    ...labelled("found", [failure.message]),
    ...labelled("count", countLines(failure)),
    ...labelled("at", [placeText(report, failure)]),
    ...labelled("expected", [failure.expected]),
    ...labelled("actual", [failure.actual]),
    ...labelled(report.list?.nouns.items ?? "sessions", sessionTable(report, offendingSessions(report, failure))),
    ...labelled(
      "exchanges",
      failureExchanges(report, failure).map(({ id, text }) => `${id}  ${text}`),
    ),
    ...labelled("see it", failure.curl.map(commandText)),
    ...labelled("likely", [failure.likely_cause]),
    "",
  ];
}

/** How many comparisons failed, and how those that are not shown did. */
function countLines({ failed = 1, compared = 1, others = [] }: ReportFailure): string[] {
  return failed < 2 ? [] : [`${failed} of ${compared} comparisons fail; others: ${others.join("; ")}`];
}

/** One failed rule in a line. */
export function failureLine(rule: ReportRule, paint: Paint): string[] {
  return [`${headingOf(rule, paint)}  ${paint.bold(rule.id)}: ${printable(rule.failure?.message ?? "")}`];
}

function headingOf({ outcome }: ReportRule, paint: Paint): string {
  if (outcome === "failed") return paint.red("FAILED");
  return paint.yellow(outcome === "warned" ? "WARNED" : "KNOWN");
}

/** Two sessions stand side by side, so that what differs shows. */
function sessionTable({ list }: Report, sessions: readonly OffendingSession[]): string[] {
  const rows = [
    ["id", ...sessions.map(({ id }) => id)],
    [list ? "sort key" : wordsOf(liveSessionsProfile()).sortKey, ...sessions.map(({ createdAt }) => createdAt)],
    ["seen", ...sessions.map(({ seen }) => seen)],
  ];
  const widths = [0, ...sessions.keys()].map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return sessions.length === 0
    ? []
    : rows.map((row) =>
        row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join("   ")
          .trimEnd(),
      );
}

/** Lines behind a label, the first one next to it. */
function labelled(label: string, lines: readonly string[]): string[] {
  return lines.map((line, index) => `  ${(index === 0 ? label : "").padEnd(LABEL_WIDTH)}${printable(line)}`);
}
