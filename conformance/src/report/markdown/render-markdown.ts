import { clauseLink, type LinkSettings } from "../clause-link.ts";
import { inWords, withoutOrders } from "../inert-text.ts";
import type { Report, ReportRule } from "../report.ts";
import { shortText } from "../short-text.ts";
import { withList } from "../with-list.ts";
import { byHarm } from "../wording/by-harm.ts";
import { diagnosesOf, diagnosisOf } from "../wording/diagnosis-text.ts";
import { failureText } from "../wording/failure-text.ts";
import { missedFaults } from "../wording/missed-faults.ts";
import { originLine } from "../wording/origin-text.ts";
import { type UnprovenGroup, unprovenOf } from "../wording/unproven.ts";
import {
  counted,
  countsText,
  evidenceText,
  sensitivityText,
  targetText,
  verdictSentence,
} from "../wording/verdict-words.ts";
import { codeBlock, codeSpan, htmlText, markdownText } from "./markdown-text.ts";

/** The report as Markdown, for a job's summary or a comment. */
export function renderMarkdown(given: Report, links: LinkSettings = {}): string {
  const report = withList(given);
  const blocks = [
    `## Live sessions conformance: ${report.verdict}`,
    `${markdownText(verdictSentence(report))} ${markdownText(countsText(report))}.`,
    factsTable(report),
    ...listBlock("Warnings", report.warnings ?? []),
    ...causeBlocks(report, links),
    ...failureBlocks(report, links),
    ...unprovenBlocks(report),
    ...listBlock("Stale known failures", report.stale_known_failures),
    ...listBlock("Planted faults that this run would have missed", missedLines(report)),
  ];
  return withoutOrders(`${withinLimit(blocks).join("\n\n")}\n`, inWords);
}

/** Characters of a summary: GitHub takes 1 MiB of UTF-8, and a character may be three bytes. */
const MAX_SUMMARY = 300_000;

function withinLimit(blocks: readonly string[]): string[] {
  let length = 0;
  const kept = blocks.filter((block) => {
    const fits = length + block.length <= MAX_SUMMARY;
    if (fits) length += block.length;
    return fits;
  });
  const missing = blocks.length - kept.length;
  return missing === 0 ? kept : [...kept, `${counted(missing, "block")} left out: the JSON report has all of it.`];
}

function factsTable(report: Report): string {
  const { suite, contract_version: contract, target, requests, duration_ms: durationMs, evidence } = report;
  const origin = originLine(report);
  const rows = [
    ["Target", targetText(report)],
    ["Evidence", evidenceText(report)],
    ...evidence.left_out.map((sentence) => ["Left out", sentence]),
    ["Sensitivity", sensitivityText(report).replace(/; missed:$/, "")],
    ["Contract", `${contract}, judged by ${suite.name} ${suite.version}`],
    ...(origin === undefined ? [] : [["Made", origin]]),
    ["Run", `exit ${report.exit_code}, ${requests} requests, ${(durationMs / 1000).toFixed(1)} s, seed ${target.seed}`],
  ];
  return [
    "| | |",
    "| --- | --- |",
    ...rows.map((row) => `| ${row.map((cell) => markdownText(cell ?? "")).join(" | ")} |`),
  ].join("\n");
}

/** What is behind the failures, each with those that it explains folded beneath it. */
function causeBlocks(report: Report, links: LinkSettings): string[] {
  return diagnosesOf(report).flatMap(({ title, because, remedy, explains }) => [
    `### ${markdownText(title)}`,
    `${markdownText(because)}\n\n**What to do:** ${markdownText(remedy)}`,
    ...report.rules.filter(({ id }) => explains.includes(id)).map((rule) => failureBlock(report, rule, links)),
  ]);
}

function failureBlocks(report: Report, links: LinkSettings): string[] {
  const headings = { failed: "Failed", known_failure: "Known failures", warned: "Warned: SHOULD, not met" } as const;
  return Object.entries(headings).flatMap(([outcome, heading]) => {
    const rules = byHarm(report.rules).filter((rule) => rule.outcome === outcome && !diagnosisOf(report, rule));
    return rules.length === 0 ? [] : [`### ${heading}`, ...rules.map((rule) => failureBlock(report, rule, links))];
  });
}

const MAX_HEADING = 300;

function failureBlock(report: Report, rule: ReportRule, links: LinkSettings): string {
  // A line that begins with an HTML tag is HTML to its end: Markdown's escapes would show there.
  const message = htmlText(shortText(rule.failure?.message ?? "", MAX_HEADING));
  const summary = `<summary><code>${htmlText(rule.id)}</code> ${rule.level}: ${message}</summary>`;
  const clauses = clauseLinks(rule, links);
  return `<details>\n${summary}\n\n${clauses}${codeBlock(failureText(report, rule))}\n\n</details>`;
}

/** Links to the clauses of a rule, where there is a site to lead to. */
function clauseLinks({ clauses }: ReportRule, links: LinkSettings): string {
  const shown = clauses.flatMap((clause) => {
    const link = clauseLink(clause, links);
    return link === undefined ? [] : [`[${markdownText(clause)}](<${link}>)`];
  });
  return shown.length === 0 ? "" : `Clauses: ${shown.join(", ")}\n\n`;
}

// Where something failed the table's one line is enough; the JSON report says which were missed.
function missedLines(report: Report): string[] {
  if (report.summary.failed > 0) return [];
  return missedFaults(report).map(({ why, faults }) => `${why}: ${faults.join(", ")}`);
}

function unprovenBlocks(report: Report): string[] {
  const { errored, inconclusive, notApplicable, skipped } = unprovenOf(report);
  return [
    ...groupBlock("Errored: an error of the suite", errored),
    ...groupBlock("Not proven", inconclusive),
    ...groupBlock("Not applicable", notApplicable),
    ...groupBlock("Skipped", skipped),
  ];
}

function groupBlock(heading: string, groups: readonly UnprovenGroup[]): string[] {
  if (groups.length === 0) return [];
  const total = groups.reduce((sum, { rules }) => sum + rules.length, 0);
  const lines = groups.map(({ reason, rules }) => `- ${markdownText(reason)}: ${rules.map(codeSpan).join(", ")}`);
  return [`### ${heading} (${counted(total, "rule")})`, lines.join("\n")];
}

function listBlock(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`### ${heading}`, lines.map((line) => `- ${markdownText(line)}`).join("\n")];
}
