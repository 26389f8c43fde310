import { judgeReport } from "../../report/judge-report.ts";
import type { Invocation } from "../command.ts";
import { openPage } from "../open-page.ts";
import { openOutputs, writeOutputs } from "../outputs.ts";
import { judgingOptions } from "../settings/judging-options.ts";
import { readReportFile } from "../settings/read-report-file.ts";

/** Judges a stored report again. @returns the exit code that the run would have had */
export async function judgeCommand({ given, operands: [path = ""], terminal }: Invocation): Promise<number> {
  const { rules, skipRules, allowInconclusive, ...others } = judgingOptions(given);
  const options = {
    ...others,
    ...(given.has("rule") ? { rules } : {}),
    ...(given.has("skip-rule") ? { skipRules } : {}),
    ...(given.has("allow-inconclusive") ? { allowInconclusive } : {}),
  };
  const outputs = openOutputs(given);
  const report = judgeReport(readReportFile(path), options);
  await writeOutputs(report, outputs, terminal);
  if (given.has("open")) await openPage(outputs, terminal);
  return report.exit_code;
}
