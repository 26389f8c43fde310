import { expect, test } from "vitest";
import { PAGING_STYLES } from "../../src/profile/list-profile.ts";
import type { Report } from "../../src/report/report.ts";
import { runConformance } from "../../src/running/run-conformance.ts";
import { listFaults } from "./list-faults.ts";
import { type ListFault, listServer } from "./list-server.ts";

async function judge(style: (typeof PAGING_STYLES)[number], fault?: ListFault, probes?: "all"): Promise<Report> {
  const { fetch, profile } = listServer(style, fault);
  return runConformance({ fetch, list: { profile, ...(probes === undefined ? {} : { probes }) }, seed: 7 });
}

function failed({ rules }: Report): string[] {
  return rules
    .filter(({ outcome, level }) => outcome === "failed" && level === "MUST")
    .map(({ id, failure }) => `${id}: ${failure?.message ?? ""}`);
}

test.each(PAGING_STYLES)("a lawful list of style %s fails nothing", async (style) => {
  const report = await judge(style, undefined, "all");
  expect(failed(report)).toEqual([]);
  const open = report.rules.filter(({ outcome }) => outcome === "inconclusive" || outcome === "errored");
  expect(open.map(({ id, reason_text }) => `${id}: ${reason_text ?? ""}`)).toEqual([]);
  expect(report.exit_code).toBe(0);
});

const faulty = PAGING_STYLES.flatMap((style) =>
  listFaults.filter(({ isNotOf }) => !isNotOf?.includes(style)).map((fault) => [style, fault.text, fault] as const),
);

test.each(faulty)("of style %s a list is caught where %s", async (style, _, fault) => {
  expect(failed(await judge(style, fault))).not.toEqual([]);
});
