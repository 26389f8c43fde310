import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { PAGING_STYLES, type PagingStyle } from "../../src/profile/list-profile.ts";
import { type FaultRow, failedMusts, faultyLists, judgeList } from "./judge-list.ts";

/** Written by: pnpm --filter @live-sessions/conformance run list-faults. */
const published: { readonly faults: readonly FaultRow[] } = JSON.parse(
  readFileSync(new URL("../../generated/list-faults.json", import.meta.url), "utf8"),
);

/** The faults whose cause can be told from the outside, and in which styles. */
const opaque: readonly PagingStyle[] = ["cursor", "link", "body-link"];
const causes: Readonly<Record<string, { readonly id: string; readonly styles: readonly PagingStyle[] }>> = {
  "loses-ties": { id: "time-alone", styles: opaque },
  "repeats-ties": { id: "time-alone-inclusive", styles: opaque },
  "order-changes": { id: "no-tie-breaker", styles: PAGING_STYLES },
};

test.each(PAGING_STYLES)(
  "a lawful list of style %s fails nothing, and its run would have caught planted faults",
  async (style) => {
    const report = await judgeList(style, undefined, "all");
    expect(failedMusts(report)).toEqual([]);
    const open = report.rules.filter(({ outcome }) => outcome === "inconclusive" || outcome === "errored");
    expect(open.map(({ id, reason_text }) => `${id}: ${reason_text ?? ""}`)).toEqual([]);
    expect(report.exit_code).toBe(0);
    // A bare array has no place for a total.
    const missed = style === "link" ? ["total-wrong"] : [];
    expect(report.sensitivity.missed.map(({ fault }) => fault)).toEqual(missed);
    expect(report.sensitivity.total).toBe(8);
  },
);

test.each(faultyLists)(
  "of style %s a list is caught where %s, by the rules that are published, and its cause is told or nothing is",
  async (style, text, fault) => {
    const report = await judgeList(style, fault);
    const failed = failedMusts(report);
    expect(failed).not.toEqual([]);
    const row = published.faults.find((one) => one.fault === text);
    expect(failed.map(({ rule }) => rule)).toEqual(row?.caught[style]);
    const cause = causes[fault.id];
    const isTold = cause?.styles.includes(style) === true;
    expect((report.diagnoses ?? []).map(({ id }) => id)).toEqual(isTold ? [cause?.id] : []);
  },
);
