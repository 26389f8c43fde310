import { reportNothing } from "../../report/judge-report.ts";
import type { Report } from "../../report/report.ts";
import type { ConformanceOptions } from "../../running/options.ts";
import { runConformance } from "../../running/run-conformance.ts";
import type { Invocation } from "../command.ts";
import { listenForInterruption } from "../interruption.ts";
import { openOutputs, writeOutputs } from "../outputs.ts";
import { progressLine } from "../progress.ts";
import { withConfigFile } from "../settings/config-file.ts";
import { runOptions } from "../settings/run-options.ts";
import { runSettings } from "../settings/run-settings.ts";
import type { Terminal } from "../terminal.ts";

/** Judges a target and writes the reports. @returns the report's exit code */
export async function runCommand({ given, terminal }: Invocation): Promise<number> {
  const settings = withConfigFile(given, runSettings);
  const options = runOptions(settings, terminal.environment);
  const outputs = openOutputs(settings);
  const report = await judge(options, terminal);
  await writeOutputs(report, outputs, terminal);
  return report.exit_code;
}

async function judge(options: ConformanceOptions, terminal: Terminal): Promise<Report> {
  const interruption = listenForInterruption(terminal);
  const progress = progressLine(terminal);
  try {
    return await runConformance({ ...options, signal: interruption.signal, onProgress: progress.show });
  } catch (error) {
    // Whatever breaks off while a run is being stopped is no fault of the target.
    if (interruption.signal.aborted) return reportNothing(options);
    throw error;
  } finally {
    progress.clear();
    interruption.stopListening();
  }
}
