import { unansweredTail } from "../diagnosis/causes/target-stopped.ts";
import { diagnose } from "../diagnosis/diagnose.ts";
import { View } from "../reading/view.ts";
import type { Recording } from "../recording/recording.ts";
import { measureSensitivity } from "../sensitivity/measure-sensitivity.ts";
import type { Measure } from "../sensitivity/sensitivity.ts";
import { judgeRecording, type RuleResult } from "../verdict/judge-recording.ts";
import { matchesAny, type RunSettings } from "../verdict/settings.ts";
import { judgeResults } from "../verdict/verdict.ts";
import type { Report } from "./report.ts";
import type { RunOrigin } from "./run-origin.ts";
import { writeReport } from "./write-report.ts";

/** What a report says of a run besides what was recorded. */
export interface RunFacts {
  /** Requests sent to the target and the provisioner, repeated ones included. */
  readonly requests: number;
  /** Asked when all is judged, which is a part of it. */
  readonly durationMs: () => number;
  readonly isInterrupted: boolean;
  /** When the run began, RFC 3339 in UTC; undefined where a stored report does not say. */
  readonly startedAt: string | undefined;
  readonly origin: RunOrigin | undefined;
  /** What went wrong apart from what was judged, one sentence each. */
  readonly warnings: readonly string[];
}

/**
 * From a recording to its report, the same for a run, for one that was interrupted and for a stored report: nothing is sent.
 *
 * @param measure takes longer than all the rest; tests leave it out
 */
export function judgeRun(
  recording: Recording,
  facts: RunFacts,
  settings: RunSettings,
  measure: Measure = measureSensitivity,
): Report {
  const judged = judgeRecording(recording, settings);
  const results = facts.isInterrupted ? judged.map(withInterruption) : judged;
  const staleKnownFailures = settings.staleKnownFailures(results);
  const judgement = judgeResults(results, {
    mode: recording.mode,
    level: settings.level,
    isInterrupted: facts.isInterrupted,
    hasStopped: unansweredTail(recording).length > 0,
    staleKnownFailures,
    allowsInconclusive: (id) => matchesAny(settings.allowInconclusive, id),
  });
  const sensitivity = measure(recording, settings.isSelected);
  return writeReport({
    recording,
    results,
    judgement,
    sensitivity,
    level: settings.level,
    requests: facts.requests,
    durationMs: Math.round(facts.durationMs()),
    isInterrupted: facts.isInterrupted,
    startedAt: facts.startedAt,
    origin: facts.origin,
    warnings: facts.warnings,
    diagnoses: diagnose(new View(recording), results),
    staleKnownFailures,
    allowInconclusive: settings.allowInconclusive,
  });
}

// What was not asked any more lacks no data: the reason is that the run was stopped.
function withInterruption(result: RuleResult): RuleResult {
  const isUnproven = result.outcome === "inconclusive" && result.reason?.code === "no-evidence";
  const text = "the run was interrupted before it could be proven";
  return isUnproven ? { ...result, reason: { code: "interrupted", text } } : result;
}
