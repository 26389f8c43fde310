import { readFileSync } from "node:fs";

/** One run of the suite: what it judged, how it ended, where its report lies. */
export interface SuiteRun {
  readonly target: string;
  readonly exitCode: number;
  /** Path of the JSON report. */
  readonly report: string;
  /** Where all reports are, as printed. */
  readonly reports: string;
}

interface Report {
  verdict: string;
  summary: { passed: number; failed: number; warned: number; inconclusive: number; not_applicable: number };
  complete?: boolean;
}

/** The verdict that a run's own report holds, with its counts: `conformant: 47 passed, 2 not applicable`. */
function describeVerdict({ report }: SuiteRun): string {
  let parsed: Report;
  try {
    parsed = JSON.parse(readFileSync(report, "utf8")) as Report;
  } catch {
    return "no verdict: there is no readable report";
  }
  const { passed, failed, warned, inconclusive, not_applicable } = parsed.summary;
  const counts = { failed, warned, inconclusive, "not applicable": not_applicable };
  const others = Object.entries(counts).flatMap(([what, count]) => (count > 0 ? [`, ${count} ${what}`] : []));
  const cut = parsed.complete === true ? "" : " (the report is cut short)";
  return `${parsed.verdict}: ${passed} passed${others.join("")}${cut}`;
}

/** The lines that end the main job: for each run its verdict, its exit code and where its reports are. */
export function describeRuns(runs: readonly SuiteRun[]): string {
  const width = Math.max(...runs.map(({ target }) => target.length));
  return runs
    .map(
      (run) =>
        `${run.target.padEnd(width)}  ${describeVerdict(run)} (exit ${run.exitCode})\n${" ".repeat(width)}  ${run.reports}\n`,
    )
    .join("");
}

/** 0 when every run ended with 0, otherwise the first other code. */
export function combinedExitCode(runs: readonly SuiteRun[]): number {
  return runs.find(({ exitCode }) => exitCode !== 0)?.exitCode ?? 0;
}
