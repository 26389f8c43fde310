import { readFileSync } from "node:fs";
import { parseReport } from "../../report/parse-report.ts";
import type { Report } from "../../report/report.ts";
import { UsageError } from "../usage-error.ts";
import { reasonOf } from "./read-json-file.ts";

/** Reads a JSON report. @throws UsageError when it cannot be read, is no report or was cut short */
export function readReportFile(path: string): Report {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(`The report ${path} cannot be read: ${reasonOf(error)}.`);
  }
  try {
    return parseReport(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) throw new UsageError(`The report ${path} is not whole JSON: was it cut short?`);
    if (error instanceof Error && error.name === "ReportError")
      throw new UsageError(`The report ${path} cannot be used: ${error.message}.`);
    throw error;
  }
}
