import { inertJson } from "./inert-text.ts";
import type { Report } from "./report.ts";

/** The report itself, `complete` last. */
export function renderJson(report: Report): string {
  return `${inertJson(report)}\n`;
}
