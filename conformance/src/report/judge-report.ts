import { type JudgeSettings, judgeRecording } from "../judging/judge.ts";
import { judgeResults } from "../judging/verdict.ts";
import type { Exchange } from "../recording/exchange.ts";
import type { Recording } from "../recording/recording.ts";
import { matchesGlob } from "../running/glob.ts";
import { staleOnes } from "../running/known-failures.ts";
import type { ConformanceOptions } from "../running/options.ts";
import { judgeSettings, type RunParts, todayOf } from "../running/run-conformance.ts";
import { measureSensitivity } from "../sensitivity/measure-sensitivity.ts";
import { nothingRecorded } from "./nothing-recorded.ts";
import type { Report, ReportExchange } from "./report.ts";
import { purposeOf } from "./stored-purpose.ts";
import { writeReport } from "./write-report.ts";

/** How a stored report is to be judged; what is left out is as it was in the run. */
export type JudgeReportOptions = Pick<
  ConformanceOptions,
  "level" | "rules" | "skipRules" | "knownFailures" | "allowInconclusive" | "today"
>;

/** Judges the exchanges of a report again, by the rules of this version; nothing is sent. */
export function judgeReport(report: Report, options: JudgeReportOptions = {}): Report {
  return judgeReportWith(report, options, { measure: measureSensitivity });
}

/** As `judgeReport`, with the measuring of how good the run was given: it takes longer than all the rest. */
export function judgeReportWith(
  report: Report,
  options: JudgeReportOptions,
  { measure }: Pick<RunParts, "measure">,
): Report {
  const recording = recordingOf(report);
  const settings = settingsFor(report, options);
  const results = judgeRecording(recording, settings);
  const allowInconclusive = options.allowInconclusive ?? report.target.allow_inconclusive;
  const staleKnownFailures = options.knownFailures
    ? staleOnes(options.knownFailures, results, todayOf(options))
    : report.stale_known_failures;
  const isInterrupted = report.target.interrupted;
  const judgement = judgeResults(results, {
    mode: recording.mode,
    level: settings.level,
    isInterrupted,
    staleKnownFailures,
    allowsInconclusive: (id) => allowInconclusive.some((pattern) => matchesGlob(pattern, id)),
  });
  return writeReport({
    recording,
    results,
    judgement,
    sensitivity: measure(recording, settings.isSelected),
    level: settings.level,
    requests: report.requests,
    durationMs: report.duration_ms,
    isInterrupted,
    staleKnownFailures,
    allowInconclusive,
  });
}

/** The report of a run that was interrupted after its last request: what it would say had it been stopped before. */
export function asInterrupted(report: Report): Report {
  return judgeReport({ ...report, target: { ...report.target, interrupted: true } });
}

/** The report of a run that was interrupted before its first exchange. */
export function reportNothing(options: ConformanceOptions): Report {
  const recording = nothingRecorded(options);
  const settings = judgeSettings(options);
  const results = judgeRecording(recording, settings);
  const circumstances = { mode: recording.mode, level: settings.level, isInterrupted: true };
  return writeReport({
    recording,
    results,
    judgement: judgeResults(results, { ...circumstances, staleKnownFailures: [], allowsInconclusive: () => false }),
    sensitivity: { caught: 0, total: 0, missed: [] },
    level: settings.level,
    requests: 0,
    durationMs: 0,
    isInterrupted: true,
    staleKnownFailures: [],
    allowInconclusive: options.allowInconclusive ?? [],
  });
}

/** The recording that a report was judged from. */
export function recordingOf({ target, evidence, exchanges }: Report): Recording {
  return {
    mode: target.mode,
    baseUrls: target.base_urls,
    capabilities: target.capabilities,
    settleMs: target.settle_ms,
    seed: target.seed,
    entities: target.live_entities,
    exchanges: exchanges.map(exchangeOf),
    leftOut: evidence.left_out,
  };
}

function exchangeOf(exchange: ReportExchange): Exchange {
  return { ...exchange, purpose: purposeOf(exchange.purpose) };
}

// The report holds which rules were left out and which failures were known, not the patterns that said so.
function settingsFor(report: Report, options: JudgeReportOptions): JudgeSettings {
  const chosen = judgeSettings({ level: report.target.level, ...options });
  const withOutcome = (outcome: string): ReadonlySet<string> =>
    new Set(report.rules.filter((rule) => rule.outcome === outcome).map(({ id }) => id));
  const [skipped, known] = [withOutcome("skipped"), withOutcome("known_failure")];
  const isChosenAnew = options.rules !== undefined || options.skipRules !== undefined;
  return {
    level: chosen.level,
    isSelected: (id) => (isChosenAnew ? chosen.isSelected(id) : !skipped.has(id)),
    isKnownFailure: (id) => (options.knownFailures ? chosen.isKnownFailure(id) : known.has(id)),
  };
}
