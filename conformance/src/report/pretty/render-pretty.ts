import { inertPaintedText, inertText } from "../inert-text.ts";
import type { Report, ReportRule } from "../report.ts";
import { withList } from "../with-list.ts";
import { byHarm } from "../wording/by-harm.ts";
import { diagnosesOf, diagnosisOf } from "../wording/diagnosis-text.ts";
import { missedFaults } from "../wording/missed-faults.ts";
import { originLine } from "../wording/origin-text.ts";
import { type UnprovenGroup, unprovenOf } from "../wording/unproven.ts";
import { countsText, evidenceText, listText, sensitivityText, targetText } from "../wording/verdict-words.ts";
import { failureBlock, failureLine } from "./failure-block.ts";
import { type Paint, paintFor, printable } from "./paint.ts";
import { verdictLine } from "./verdict-line.ts";

/** How to show a report. */
export interface PrettySettings {
  /** Default false. */
  readonly hasColour?: boolean;
}

/** A report for people who look at a terminal: what failed first, the verdict last. */
export function renderPretty(given: Report, { hasColour = false }: PrettySettings = {}): string {
  const report = withList(given);
  const paint = paintFor(hasColour);
  const lines = [
    ...headerLines(report),
    ...(report.warnings ?? []).map((sentence) => `${paint.yellow("Warning")}   ${printable(sentence)}`),
    ...diagnosisLines(report, paint),
    ...failures(report, ["failed", "known_failure", "warned"], paint),
    ...unprovenLines(report, paint),
    ...sensitivityLines(report, paint),
    ...staleLines(report, paint),
    countsText(report),
    verdictLine(report, hasColour),
  ];
  const text = `${lines.join("\n")}\n`;
  return hasColour ? inertPaintedText(text) : inertText(text);
}

function headerLines(report: Report): string[] {
  const { evidence, suite, contract_version: contract } = report;
  const [list, origin] = [listText(report), originLine(report)];
  return [
    `Target    ${printable(targetText(report))}`,
    ...(list === undefined ? [] : [`List      ${printable(list)}`]),
    ...(origin === undefined ? [] : [`Run       ${printable(origin)}`]),
    `Contract  ${printable(`${contract}, judged by ${suite.name} ${suite.version}`)}`,
    `Evidence  ${printable(evidenceText(report))}`,
    ...evidence.left_out.map((sentence) => `          left out: ${printable(sentence)}`),
    "",
  ];
}

/** What is behind the failures comes before them; what it explains is named, and no more. */
function diagnosisLines(report: Report, paint: Paint): string[] {
  return diagnosesOf(report).flatMap(({ title, because, remedy, explains, exchanges }) => [
    `${paint.red("CAUSE")}   ${paint.bold(printable(title))}`,
    ...filled("because", because),
    ...filled("to do", remedy),
    ...filled("explains", explains.join(", ")),
    ...filled("see", exchanges.length === 0 ? "" : `exchange ${exchanges.join(", ")} of the report`),
    "",
  ]);
}

/** A label and text behind it, in lines that a terminal does not break. */
function filled(label: string, text: string): string[] {
  if (text === "") return [];
  return wrapped(printable(text).split(" "), "").map(
    (line, index) => `  ${(index === 0 ? label : "").padEnd(10)}${line.trim()}`,
  );
}

function failures(report: Report, outcomes: readonly ReportRule["outcome"][], paint: Paint): string[] {
  const open = byHarm(report.rules).filter((rule) => diagnosisOf(report, rule) === undefined);
  const failing = outcomes.flatMap((outcome) => open.filter((rule) => rule.outcome === outcome && rule.failure));
  if (failing.length === 0) return [];
  // Where a cause explains most of it, the rest is one line a rule; reports in files have all of it.
  if (diagnosesOf(report).length > 0) return [...failing.flatMap((rule) => failureLine(rule, paint)), ""];
  return failing.flatMap((rule) => (rule.failure ? failureBlock(report, rule, rule.failure, paint) : []));
}

function unprovenLines(report: Report, paint: Paint): string[] {
  const { errored, inconclusive, notApplicable, skipped } = unprovenOf(report);
  return [
    ...groupLines(paint.red("ERRORED, an error of the suite"), errored),
    ...groupLines(paint.yellow("NOT PROVEN"), inconclusive),
    ...groupLines("Not applicable", notApplicable),
    ...groupLines(paint.yellow("SKIPPED"), skipped),
  ];
}

function groupLines(heading: string, groups: readonly UnprovenGroup[]): string[] {
  if (groups.length === 0) return [];
  return [heading, ...groups.flatMap(({ reason, rules }) => [`  ${printable(reason)}:`, ...wrapped(rules)]), ""];
}

function sensitivityLines(report: Report, paint: Paint): string[] {
  if (report.summary.failed > 0) return [`Sensitivity: ${shortSensitivity(report)}`, ""];
  const missed = missedFaults(report).flatMap(({ why, faults }) => [`  ${printable(why)}:`, ...wrapped(faults)]);
  return [`Sensitivity: ${sensitivityText(report)}`, ...missed.map(paint.dim), ""];
}

const LINE_WIDTH = 110;

function shortSensitivity(report: Report): string {
  const { caught, total } = report.sensitivity;
  return total === 0
    ? "not measured"
    : `${caught} of ${total} planted faults would have been caught; the report says which`;
}

/** Names, several a line. */
function wrapped(names: readonly string[], separator = ","): string[] {
  const lines: string[] = [];
  for (const [index, name] of names.entries()) {
    const word = printable(name) + (index < names.length - 1 ? separator : "");
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < LINE_WIDTH) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`    ${word}`);
  }
  return lines;
}

function staleLines(report: Report, paint: Paint): string[] {
  const stale = report.stale_known_failures;
  return stale.length === 0
    ? []
    : [paint.red("STALE known failures"), ...stale.map((sentence) => `  ${printable(sentence)}`), ""];
}
