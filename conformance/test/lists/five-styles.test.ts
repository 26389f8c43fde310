import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { PAGING_STYLES } from "../../src/profile/list-profile.ts";
import { type FaultRow, failedMusts, faultyLists, judgeList } from "./judge-list.ts";

/** Written by: pnpm --filter @live-sessions/conformance run list-faults. */
const published: { readonly faults: readonly FaultRow[] } = JSON.parse(
  readFileSync(new URL("../../generated/list-faults.json", import.meta.url), "utf8"),
);

test.each(PAGING_STYLES)("a lawful list of style %s fails nothing", async (style) => {
  const report = await judgeList(style, undefined, "all");
  expect(failedMusts(report)).toEqual([]);
  const open = report.rules.filter(({ outcome }) => outcome === "inconclusive" || outcome === "errored");
  expect(open.map(({ id, reason_text }) => `${id}: ${reason_text ?? ""}`)).toEqual([]);
  expect(report.exit_code).toBe(0);
});

test.each(faultyLists)(
  "of style %s a list is caught where %s, by the rules that are published",
  async (style, text, fault) => {
    const failed = failedMusts(await judgeList(style, fault));
    expect(failed).not.toEqual([]);
    const row = published.faults.find((one) => one.fault === text);
    expect(failed.map(({ rule }) => rule)).toEqual(row?.caught[style]);
  },
);
