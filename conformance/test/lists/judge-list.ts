import { PAGING_STYLES, type PagingStyle } from "../../src/profile/list-profile.ts";
import type { Report } from "../../src/report/report.ts";
import { runConformance } from "../../src/running/run-conformance.ts";
import { listFaults } from "./list-faults.ts";
import { type ListFault, listServer } from "./list-server.ts";

/** Judges the list in a style, lawful or with one fault. */
export function judgeList(style: PagingStyle, fault?: ListFault, probes?: "all"): Promise<Report> {
  const { fetch, profile } = listServer(style, fault);
  return runConformance({ fetch, list: { profile, ...(probes === undefined ? {} : { probes }) }, seed: 7 });
}

/** What of level MUST failed, by rule. */
export function failedMusts({ rules }: Report): { readonly rule: string; readonly message: string }[] {
  return rules
    .filter(({ outcome, level }) => outcome === "failed" && level === "MUST")
    .map(({ id, failure }) => ({ rule: id, message: failure?.message ?? "" }));
}

/** One fault, and in each style that can have it the rules that fail. */
export interface FaultRow {
  readonly fault: string;
  readonly caught: Readonly<Partial<Record<PagingStyle, readonly string[]>>>;
}

/** Every fault in every style that can have it. */
export const faultyLists: readonly (readonly [style: PagingStyle, text: string, fault: ListFault])[] =
  PAGING_STYLES.flatMap((style) =>
    listFaults.filter(({ isNotOf }) => !isNotOf?.includes(style)).map((fault) => [style, fault.text, fault] as const),
  );
