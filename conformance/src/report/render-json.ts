import type { Report } from "./report.ts";

/** The report itself, `complete` last. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
