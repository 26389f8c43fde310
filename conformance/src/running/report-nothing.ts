import type { Recording } from "../recording/recording.ts";
import { judgeRun } from "../report/judge-run.ts";
import type { Report } from "../report/report.ts";
import { unmeasured } from "../sensitivity/sensitivity.ts";
import { settingsOf } from "../verdict/settings.ts";
import { modeOf } from "./mode.ts";
import type { ConformanceOptions } from "./options.ts";

/** The report of a run that was interrupted before its first exchange. */
export function reportNothing(options: ConformanceOptions): Report {
  const facts = {
    requests: 0,
    durationMs: () => 0,
    isInterrupted: true,
    startedAt: undefined,
    origin: options.origin,
    warnings: [],
  };
  return judgeRun(nothingRecorded(options), facts, settingsOf(options), unmeasured);
}

function nothingRecorded(options: ConformanceOptions): Recording {
  const given = typeof options.baseUrl === "string" ? [options.baseUrl] : (options.baseUrl ?? []);
  return {
    mode: modeOf(options),
    baseUrls: given.length > 0 ? given : ["http://127.0.0.1"],
    capabilities: [],
    settleMs: 0,
    seed: options.seed ?? 0,
    collections: [],
    exchanges: [],
    leftOut: ["everything: the run was interrupted before its first exchange"],
  };
}
