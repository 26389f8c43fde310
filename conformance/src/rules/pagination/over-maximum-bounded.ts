import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from "../../contract/generated/page-size.ts";
import { compareOver } from "../../findings/declared-over.ts";
import { Evidence } from "../../findings/evidence.ts";
import type { Failure } from "../../findings/finding.ts";
import { idsOf, listIds, sameIds } from "../../findings/naming.ts";
import * as requests from "../../questions/requests.ts";
import * as sizes from "../../questions/sizes.ts";
import { type PageReading, readPage } from "../../reading/page-reading.ts";
import type { View } from "../../reading/view.ts";
import type { Exchange } from "../../recording/exchange.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause pagination.over-maximum-bounded. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only", "mock"],
  reads: [sizes.largest, sizes.oversize, sizes.oversizeWithToken, requests.oversize],
  explanation: {
    why: "Without a bound one request reads a whole table; with a silent default a client believes that it has seen all.",
    probe: `page_size = ${MAX_PAGE_SIZE + 1} and numbers beyond 32 and 64 bits, compared with the page that page_size=${MAX_PAGE_SIZE} gives.`,
    example: `page_size=${MAX_PAGE_SIZE + 1} gives ${DEFAULT_PAGE_SIZE} sessions, where page_size=${MAX_PAGE_SIZE} gives ${MAX_PAGE_SIZE}.`,
    remedy: `Refuse sizes above ${MAX_PAGE_SIZE}, or clamp them to ${MAX_PAGE_SIZE}; a parse that overflows is above ${MAX_PAGE_SIZE} too.`,
  },
  forLists: {
    title: "A page size above the maximum is answered as declared: refused, or with what the maximum gives.",
    facts: ["limitParam", "size.maximum"],
    mustBy: "size.over",
    hostile: [sizes.oversize],
  },
  judge(view) {
    const evidence = new Evidence();
    if (!view.isLiveSessions) {
      for (const over of view.of(sizes.oversize)) compareOver(view, evidence, over);
      return evidence.finding("no size above the maximum was tried");
    }
    const pairs: readonly (readonly [Exchange | undefined, readonly Exchange[]])[] = [
      [view.one(sizes.largest), view.of(sizes.oversize)],
      [undefined, view.of(sizes.oversizeWithToken, requests.oversize)],
    ];
    for (const [hundred, overs] of pairs) {
      for (const over of overs) {
        const status = evidence.statusOf(over);
        if (status !== undefined) judgeAnswer(view, evidence, over, status, hundred);
      }
    }
    return evidence.finding("no size above the maximum was tried");
  },
};

const expected = `status 400, or the page that page_size=${MAX_PAGE_SIZE} gives`;

function judgeAnswer(
  view: View,
  evidence: Evidence,
  over: Exchange,
  status: number,
  hundred: Exchange | undefined,
): void {
  const said = `page_size=${over.purpose.pageSize ?? over.purpose.probe ?? ""} is answered`;
  if (status !== 200) {
    const [actual, exchanges] = [`status ${status}`, [over.id]];
    evidence.compare(
      status === 400 ? undefined : { message: `${said} ${status}.`, pointer: "", expected, actual, exchanges },
    );
    return;
  }
  const page = readPage(over);
  const reference = hundred && readPage(hundred);
  const hasReference = reference !== undefined && !("unreadable" in reference);
  if ("unreadable" in page) evidence.inconclusive("prerequisite", `a page could not be read: ${page.unreadable}`);
  // Of a collection that lists nothing no size brings more.
  else if (page.items.length > 0 || (hasReference && reference.items.length > 0))
    evidence.compare(compare(view, over, page, hundred, said));
}

function compare(
  view: View,
  over: Exchange,
  page: PageReading,
  hundred: Exchange | undefined,
  said: string,
): Failure | undefined {
  const reference = hundred && readPage(hundred);
  if (page.items.length > MAX_PAGE_SIZE) {
    const actual = `${page.items.length} sessions`;
    return {
      message: `${said} with ${actual}.`,
      pointer: `/data/${MAX_PAGE_SIZE}`,
      expected,
      actual,
      exchanges: [over.id],
    };
  }
  if (!hundred || !reference || "unreadable" in reference) return undefined;
  const [got, wanted] = [idsOf(page), idsOf(reference)];
  if (sameIds(got, wanted) || (view.mode === "read-only" && got.length === wanted.length)) return undefined;
  return {
    message: `${said} with ${got.length} sessions; page_size=${MAX_PAGE_SIZE} gives ${wanted.length}.`,
    pointer: "/data",
    expected: `${wanted.length} sessions: ${listIds(wanted)}`,
    actual: `${got.length} sessions: ${listIds(got)}`,
    exchanges: [hundred.id, over.id],
  };
}
