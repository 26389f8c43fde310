import { asInterrupted } from "../../report/judge-report.ts";
import type { Report } from "../../report/report.ts";
import { originIn } from "../../report/run-origin.ts";
import type { ConformanceOptions, KeptScenario } from "../../running/options.ts";
import { reportNothing } from "../../running/report-nothing.ts";
import { runConformance } from "../../running/run-conformance.ts";
import type { Invocation } from "../command.ts";
import type { Interruption } from "../interruption.ts";
import { keepKeys } from "../kept-scenario.ts";
import { openPage } from "../open-page.ts";
import { openOutputs, throwAll, writeFiles, writeStdout } from "../outputs.ts";
import { progressLine } from "../progress.ts";
import { withConfigFile } from "../settings/config-file.ts";
import { runOptions } from "../settings/run-options.ts";
import type { Terminal } from "../terminal.ts";

/** Judges a target and writes the reports. @returns the report's exit code */
export async function runCommand({ given, terminal }: Invocation, interruption: Interruption): Promise<number> {
  const settings = withConfigFile(given);
  const isKept = settings.has("keep-scenario");
  const origin = originIn(terminal.environment);
  const options = {
    ...(await runOptions(settings, terminal.environment)),
    ...(origin === undefined ? {} : { origin }),
    ...(isKept ? { keepScenario: (kept: KeptScenario) => keepKeys(kept, terminal) } : {}),
  };
  const outputs = openOutputs(settings);
  const judged = await judge(options, terminal, interruption);
  const stop = judged.target.interrupted ? undefined : interruption.signal;
  const { failures: first, replaceable } = await writeFiles(judged, outputs, stop);
  // A signal that came after the last request, or while files were written, still makes it an interrupted run.
  const isLate = stop !== undefined && (await interruption.wasInterrupted());
  const report = isLate ? asInterrupted(judged) : judged;
  const again = isLate ? (await writeFiles(report, replaceable)).failures : [];
  const last = await writeStdout(report, outputs, terminal);
  if (settings.has("open")) await openPage(outputs, terminal);
  throwAll([...new Set([...first, ...again, ...last])]);
  interruption.nothingLeftToDo();
  return report.exit_code;
}

async function judge(options: ConformanceOptions, terminal: Terminal, interruption: Interruption): Promise<Report> {
  const progress = progressLine(terminal);
  try {
    if (await interruption.wasInterrupted()) return reportNothing(options);
    const { show: onProgress, count: onRequest } = progress;
    return await runConformance({ ...options, signal: interruption.signal, onProgress, onRequest });
  } catch (error) {
    // What breaks off while a run is being stopped says nothing of the target.
    if (await interruption.wasInterrupted()) return reportNothing(options);
    throw error;
  } finally {
    progress.clear();
  }
}
