import { inertJson } from "../../report/inert-text.ts";
import type { KnownFailure } from "../../verdict/known-failures.ts";
import type { Invocation } from "../command.ts";
import { readReportFile } from "../settings/read-report-file.ts";
import { lastOf } from "../settings/setting.ts";

const DAY_MS = 86_400_000;
const DAYS_AHEAD = 90;

/** Prints a file of known failures for what a report shows to fail. */
export async function baselineCommand({ given, operands: [path = ""], terminal }: Invocation): Promise<number> {
  const until = lastOf(given, "until") ?? new Date(Date.now() + DAYS_AHEAD * DAY_MS).toISOString().slice(0, 10);
  const failed = readReportFile(path).rules.filter(
    ({ outcome }) => outcome === "failed" || outcome === "known_failure",
  );
  const known = failed.map(({ id, failure }): KnownFailure => {
    return { rule: id, reason: `FILL IN why this is accepted, and who fixes it: ${failure?.message ?? ""}`, until };
  });
  terminal.out(`${inertJson(known)}\n`);
  return 0;
}
