import { randomInt } from "node:crypto";
import { contractDocument } from "../contract/contract-document.ts";
import { experiments, listExperiments } from "../experiments/catalogue.ts";
import type { Experiment } from "../experiments/experiment.ts";
import { judgeRun } from "../report/judge-run.ts";
import type { Report } from "../report/report.ts";
import { rules } from "../rules/catalogue.ts";
import { readsExperiment } from "../rules/rule.ts";
import { planScenario, type ScenarioPlan } from "../scenario/live-sessions/scenario.ts";
import type { JudgeSettings } from "../verdict/judge-recording.ts";
import { settingsOf } from "../verdict/settings.ts";
import { type MeasureInRun, measureInRun } from "./measure-in-run.ts";
import { openTarget } from "./open-target.ts";
import type { ConformanceOptions } from "./options.ts";
import { readAhead } from "./read-ahead.ts";
import { recordRun, takesLong } from "./record-run.ts";

/**
 * Asks a target whether it keeps the contract.
 *
 * @returns the report; `exit_code` is what the CLI would exit with
 * @throws ConfigurationError for options that contradict each other, a wrong key, an unknown collection or a mock given as a real target
 * @throws TargetError when the target does not answer
 * @throws ProvisionerError when the provisioner does not keep its protocol
 */
export function runConformance(options: ConformanceOptions): Promise<Report> {
  return runWithParts(options, { plan: planScenario, measure: measureInRun });
}

/** What the suite's own tests and figures put in place of something else. */
export interface RunParts {
  /** What data a provisioner is asked for, from the seed. */
  readonly plan: (seed: number) => ScenarioPlan;
  readonly measure: MeasureInRun;
  /**
   * Whether a target is so far away that a run asks several things at a time, by the milliseconds of its fastest answer; from
   * 60 on where it is left out. Answers come late on a busy machine too, and a test wants the same questions on any.
   */
  readonly isFar?: (fastestMs: number) => boolean;
}

/** As `runConformance`, with parts of it given. */
export async function runWithParts(options: ConformanceOptions, parts: RunParts): Promise<Report> {
  const [startedAt, startedAtMs] = [new Date().toISOString(), performance.now()];
  const seed = options.seed ?? randomInt(1, 2 ** 31);
  const settings = settingsOf(options);
  const document = options.document ?? contractDocument();
  const target = await openTarget(options, document);
  try {
    const plan = parts.plan(seed);
    const {
      recording: recorded,
      isInterrupted,
      warnings,
    } = await recordRun(
      target,
      options,
      { seed, plan, isFar: parts.isFar ?? takesLong },
      experimentsFor(settings, options.list ? listExperiments : experiments),
    );
    const signal = options.signal ?? new AbortController().signal;
    const recording = await readAhead(recorded, signal);
    const sensitivity = await parts.measure(recording, settings.isSelected, signal);
    const facts = {
      requests: target.requests(),
      durationMs: () => performance.now() - startedAtMs,
      isInterrupted: isInterrupted || signal.aborted,
      startedAt,
      origin: options.origin,
      warnings,
    };
    return judgeRun(recording, facts, settings, () => sensitivity);
  } finally {
    await target.close();
  }
}

/** The experiments that the selected rules, and those they depend on, read. */
function experimentsFor(settings: JudgeSettings, available: readonly Experiment[]): readonly Experiment[] {
  const selected = rules.filter(({ id }) => settings.isSelected(id));
  const prerequisites = new Set(selected.flatMap(({ dependsOn }) => dependsOn ?? []));
  const judged = [...selected, ...rules.filter(({ id }) => prerequisites.has(id))];
  return available.filter(({ id }) => judged.some((rule) => readsExperiment(rule, id)));
}
