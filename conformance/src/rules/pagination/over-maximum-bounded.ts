import { Evidence } from "../../judging/evidence.ts";
import type { Failure } from "../../judging/finding.ts";
import { idsOf, listIds, sameIds } from "../../judging/naming.ts";
import type { View } from "../../judging/view.ts";
import { readPage } from "../../reading/page-reading.ts";
import type { Exchange } from "../../recording/exchange.ts";
import type { Rule } from "../rule.ts";

/** Clause pagination.over-maximum-bounded. */
export const overMaximumBounded: Rule = {
  id: "pagination.over-maximum-bounded",
  since: "1.0.0",
  level: "MUST",
  clauses: ["pagination.over-maximum-bounded"],
  title: "A page size above 100 is answered 400, or with what 100 gives.",
  modes: ["provisioned", "read-only", "mock"],
  experiments: ["sizes", "requests"],
  explanation: {
    why: "Without a bound one request reads a whole table; with a silent default a client believes that it has seen all.",
    probe: "page_size = 101 and numbers beyond 32 and 64 bits, beside the page that page_size=100 gives.",
    example: "page_size=101 gives 10 sessions, where page_size=100 gives 100.",
    remedy: "Refuse sizes above 100, or clamp them to 100; a parse that overflows is above 100 too.",
  },
  judge(view) {
    const evidence = new Evidence();
    const pairs: readonly (readonly [Exchange | undefined, readonly Exchange[]])[] = [
      [view.one("sizes", "hundred"), view.of("sizes", "over")],
      [undefined, view.of("sizes", "over beside a token")],
      [undefined, view.of("requests", "over")],
    ];
    for (const [hundred, overs] of pairs) {
      for (const over of overs) {
        const status = evidence.statusOf(over);
        if (status !== undefined) evidence.compare(compare(view, over, status, hundred));
      }
    }
    return evidence.finding("no size above the maximum was tried");
  },
};

const most = 100;

function compare(view: View, over: Exchange, status: number, hundred: Exchange | undefined): Failure | undefined {
  if (status === 400) return undefined;
  const said = `page_size=${over.purpose.pageSize ?? over.purpose.probe ?? ""} is answered`;
  const expected = "status 400, or the page that page_size=100 gives";
  if (status !== 200)
    return { message: `${said} ${status}.`, pointer: "", expected, actual: `status ${status}`, exchanges: [over.id] };
  const page = readPage(over);
  const reference = hundred && readPage(hundred);
  if ("fault" in page) return undefined;
  if (page.sessions.length > most) {
    const actual = `${page.sessions.length} sessions`;
    return { message: `${said} with ${actual}.`, pointer: `/data/${most}`, expected, actual, exchanges: [over.id] };
  }
  if (!hundred || !reference || "fault" in reference) return undefined;
  const [got, wanted] = [idsOf(page), idsOf(reference)];
  if (sameIds(got, wanted) || (view.mode === "read-only" && got.length === wanted.length)) return undefined;
  return {
    message: `${said} with ${got.length} sessions; page_size=100 gives ${wanted.length}.`,
    pointer: "/data",
    expected: `${wanted.length} sessions: ${listIds(wanted)}`,
    actual: `${got.length} sessions: ${listIds(got)}`,
    exchanges: [hundred.id, over.id],
  };
}
