import { randomInt } from "node:crypto";
import { contractDocument } from "../contract-document.ts";
import { experiments } from "../experiments/catalogue.ts";
import type { Experiment } from "../experiments/experiment.ts";
import { type JudgeSettings, judgeRecording } from "../judging/judge.ts";
import { judgeResults } from "../judging/verdict.ts";
import type { Recording } from "../recording/recording.ts";
import type { Report, ReportSensitivity } from "../report/report.ts";
import { writeReport } from "../report/write-report.ts";
import { rules } from "../rules/catalogue.ts";
import { readsExperiment } from "../rules/rule.ts";
import { planScenario, type ScenarioPlan } from "../scenario/scenario.ts";
import { measureSensitivity } from "../sensitivity/measure-sensitivity.ts";
import { matchesGlob } from "./glob.ts";
import { isKnown, staleOnes } from "./known-failures.ts";
import { openTarget } from "./open-target.ts";
import type { ConformanceOptions } from "./options.ts";
import { recordRun } from "./record-run.ts";
import { ConfigurationError } from "./target-error.ts";

/**
 * Asks a target whether it keeps the contract.
 *
 * @returns the report; `exit_code` is what the CLI would exit with
 * @throws ConfigurationError for options that contradict each other, a wrong key, an unknown live entity or a mock given as a real target
 * @throws TargetError when the target does not answer
 * @throws ProvisionerError when the provisioner does not keep its protocol
 */
export function runConformance(options: ConformanceOptions): Promise<Report> {
  return runWithParts(options, { plan: planScenario, measure: measureSensitivity });
}

/** What the suite's own tests and figures put in the place of something else. */
export interface RunParts {
  /** What data a provisioner is asked for, from the seed. */
  readonly plan: (seed: number) => ScenarioPlan;
  readonly measure: (recording: Recording, isSelected: (ruleId: string) => boolean) => ReportSensitivity;
}

/** As `runConformance`, with parts of it given. */
export async function runWithParts(options: ConformanceOptions, parts: RunParts): Promise<Report> {
  const startedAt = performance.now();
  const seed = options.seed ?? randomInt(1, 2 ** 31);
  const settings = judgeSettings(options);
  const wanted = wantedExperiments(settings);
  const document = options.document ?? contractDocument();
  const target = await openTarget(options, document);
  try {
    const { recording, isInterrupted } = await recordRun(target, options, { seed, plan: parts.plan(seed) }, wanted);
    const sensitivity = parts.measure(recording, settings.isSelected);
    return reportOf({
      recording,
      options,
      settings,
      isInterrupted,
      sensitivity,
      requests: target.requests(),
      startedAt,
    });
  } finally {
    await target.close();
  }
}

interface Finished {
  readonly recording: Recording;
  readonly options: ConformanceOptions;
  readonly settings: JudgeSettings;
  readonly isInterrupted: boolean;
  readonly sensitivity: ReportSensitivity;
  readonly requests: number;
  readonly startedAt: number;
}

function reportOf(finished: Finished): Report {
  const { recording, options, settings, isInterrupted, sensitivity, requests, startedAt } = finished;
  const results = judgeRecording(recording, settings);
  const allowInconclusive = options.allowInconclusive ?? [];
  const staleKnownFailures = staleOnes(options.knownFailures ?? [], results, todayOf(options));
  const judgement = judgeResults(results, {
    mode: recording.mode,
    level: settings.level,
    isInterrupted,
    staleKnownFailures,
    allowsInconclusive: (id) => allowInconclusive.some((pattern) => matchesGlob(pattern, id)),
  });
  const durationMs = Math.round(performance.now() - startedAt);
  return writeReport({
    recording,
    results,
    judgement,
    sensitivity,
    level: settings.level,
    requests,
    durationMs,
    isInterrupted,
    staleKnownFailures,
    allowInconclusive,
  });
}

/** How the options want results to be judged. @throws ConfigurationError for a pattern that matches no rule */
export function judgeSettings(options: ConformanceOptions): JudgeSettings {
  for (const pattern of [
    ...(options.rules ?? []),
    ...(options.skipRules ?? []),
    ...(options.allowInconclusive ?? []),
  ]) {
    if (!rules.some(({ id }) => matchesGlob(pattern, id)))
      throw new ConfigurationError(`The pattern "${pattern}" matches no rule.`);
  }
  const matchesAny = (patterns: readonly string[], id: string): boolean =>
    patterns.some((pattern) => matchesGlob(pattern, id));
  return {
    level: options.level === "should" ? "SHOULD" : "MUST",
    isSelected: (id) =>
      (options.rules === undefined || options.rules.length === 0 || matchesAny(options.rules, id)) &&
      !matchesAny(options.skipRules ?? [], id),
    isKnownFailure: (id) => isKnown(options.knownFailures ?? [], id, todayOf(options)),
  };
}

/** The experiments that the selected rules, and those they depend on, read. */
function wantedExperiments(settings: JudgeSettings): readonly Experiment[] {
  const selected = rules.filter(({ id }) => settings.isSelected(id));
  const prerequisites = new Set(selected.flatMap(({ dependsOn }) => dependsOn ?? []));
  const judged = [...selected, ...rules.filter(({ id }) => prerequisites.has(id))];
  return experiments.filter(({ id }) => judged.some((rule) => readsExperiment(rule, id)));
}

/** The day by which known failures expire. */
export function todayOf(options: Pick<ConformanceOptions, "today">): string {
  return options.today ?? new Date().toISOString().slice(0, 10);
}
