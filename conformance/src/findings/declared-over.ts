import { readPage } from "../reading/page-reading.ts";
import type { View } from "../reading/view.ts";
import type { Exchange } from "../recording/exchange.ts";
import type { Evidence } from "./evidence.ts";

/** Checks the answer to a size above the declared maximum: refused or clamped, whichever is declared; never more items. */
export function compareOver(view: View, evidence: Evidence, over: Exchange): void {
  const status = evidence.statusOf(over);
  if (status === undefined) return;
  const { maximum = Number.POSITIVE_INFINITY, over: declared } = view.profile.size;
  const page = readPage(over);
  const count = "unreadable" in page ? undefined : page.items.length;
  const isRefused = status === (view.profile.errors.size ?? status) && status >= 400 && status < 500;
  const isClamped = status === 200 && (count ?? 0) <= maximum;
  const isRight = (isRefused && declared !== "clamp") || (isClamped && declared !== "reject");
  const actual = status === 200 ? `status 200 with ${count ?? "no"} ${view.words.items}` : `status ${status}`;
  const refused = `status ${view.profile.errors.size ?? "4xx"}`;
  const clamped = `at most ${maximum} ${view.words.items}`;
  evidence.compare(
    isRight
      ? undefined
      : {
          message: `${view.words.size}=${over.purpose.pageSize ?? ""} is answered ${actual}.`,
          pointer: "",
          expected: declared === "reject" ? refused : declared === "clamp" ? clamped : `${refused}, or ${clamped}`,
          actual,
          exchanges: [over.id],
        },
  );
}
