import { diffReports, type ReportDifference, type RuleChange } from "../../report/diff-reports.ts";
import { inertJson } from "../../report/inert-text.ts";
import { printable } from "../../report/pretty/paint.ts";
import type { Invocation } from "../command.ts";
import { readReportFile } from "../settings/read-report-file.ts";

/** Says what changed between two reports. @returns 1 when something got worse */
export async function diffCommand({ given, operands, terminal }: Invocation): Promise<number> {
  const [before = "", after = ""] = operands;
  const difference = diffReports(readReportFile(before), readReportFile(after));
  terminal.out(given.has("json") ? `${inertJson(difference)}\n` : textOf(difference));
  return difference.isWorse ? 1 : 0;
}

function textOf({ before, after, changes, isWorse }: ReportDifference): string {
  const worse = changes.filter((change) => change.isWorse);
  const others = changes.filter((change) => !change.isWorse);
  return [
    ...section("Worse", worse),
    ...section("Better, or new", others),
    ...(changes.length === 0 ? ["Every rule has the same outcome."] : []),
    `verdict: ${before.verdict} → ${after.verdict}. ${isWorse ? "Something got worse." : "Nothing got worse."}\n`,
  ].join("\n");
}

function section(title: string, changes: readonly RuleChange[]): string[] {
  if (changes.length === 0) return [];
  const lines = changes.flatMap(({ id, before, after, why }) => [
    `  ${printable(id)}: ${before ?? "not there"} → ${after ?? "not there"}`,
    ...(why === undefined ? [] : [`    ${printable(why)}`]),
  ]);
  return [title, ...lines, ""];
}
