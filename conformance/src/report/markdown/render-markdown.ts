import type { Report, ReportRule } from "../report.ts";
import { failureText } from "../wording/failure-text.ts";
import { missedFaults } from "../wording/missed-faults.ts";
import { type UnprovenGroup, unprovenOf } from "../wording/unproven.ts";
import {
  counted,
  countsText,
  evidenceText,
  sensitivityText,
  targetText,
  verdictSentence,
} from "../wording/verdict-words.ts";
import { codeBlock, codeSpan, markdownText } from "./markdown-text.ts";

/** The report as Markdown, for a job's summary or a comment. */
export function renderMarkdown(report: Report): string {
  const blocks = [
    `## Live sessions conformance: ${report.verdict}`,
    `${markdownText(verdictSentence(report))} ${markdownText(countsText(report))}.`,
    factsTable(report),
    ...failureBlocks(report),
    ...unprovenBlocks(report),
    ...listBlock("Stale known failures", report.stale_known_failures),
    ...listBlock(
      "Planted faults that this run would have missed",
      missedFaults(report).map(({ why, faults }) => `${why}: ${faults.join(", ")}`),
    ),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function factsTable(report: Report): string {
  const { suite, contract_version: contract, target, requests, duration_ms: durationMs, evidence } = report;
  const rows = [
    ["Target", targetText(report)],
    ["Evidence", evidenceText(report)],
    ...evidence.left_out.map((sentence) => ["Left out", sentence]),
    ["Sensitivity", sensitivityText(report).replace(/; missed:$/, "")],
    ["Contract", `${contract}, judged by ${suite.name} ${suite.version}`],
    ["Run", `exit ${report.exit_code}, ${requests} requests, ${(durationMs / 1000).toFixed(1)} s, seed ${target.seed}`],
  ];
  return [
    "| | |",
    "| --- | --- |",
    ...rows.map((row) => `| ${row.map((cell) => markdownText(cell ?? "")).join(" | ")} |`),
  ].join("\n");
}

function failureBlocks(report: Report): string[] {
  const headings = { failed: "Failed", known_failure: "Known failures", warned: "Warned: SHOULD, not met" } as const;
  return Object.entries(headings).flatMap(([outcome, heading]) => {
    const rules = report.rules.filter((rule) => rule.outcome === outcome);
    return rules.length === 0 ? [] : [`### ${heading}`, ...rules.map((rule) => failureBlock(report, rule))];
  });
}

function failureBlock(report: Report, rule: ReportRule): string {
  const summary = `<summary><code>${rule.id}</code> ${rule.level}: ${markdownText(rule.failure?.message ?? "")}</summary>`;
  return `<details>\n${summary}\n\n${codeBlock(failureText(report, rule))}\n\n</details>`;
}

function unprovenBlocks(report: Report): string[] {
  const { errored, inconclusive, notApplicable, skipped } = unprovenOf(report);
  return [
    ...groupBlock("Errored: a fault of the suite", errored),
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
