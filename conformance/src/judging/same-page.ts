import { readPage } from "../reading/page-reading.ts";
import type { Exchange } from "../recording/exchange.ts";
import type { Evidence } from "./evidence.ts";
import { idsOf, listIds, sameIds } from "./naming.ts";

/**
 * Compares an answer with one that it must equal, session by session. Nothing is compared when the first is no page
 * (another rule's matter) or when either was not made.
 *
 * @param complaint what is wrong when they differ, without a full stop
 */
export function comparePages(
  evidence: Evidence,
  wanted: Exchange | undefined,
  got: Exchange | undefined,
  complaint: string,
): void {
  const reference = wanted && readPage(wanted);
  if (!wanted || !got || !reference || "fault" in reference) return;
  const status = evidence.statusOf(got);
  if (status === undefined) return;
  const page = readPage(got);
  const wantedIds = idsOf(reference);
  const exchanges = [wanted.id, got.id];
  if ("fault" in page) {
    if (status === 200) return evidence.lacks("prerequisite", `a page could not be read: ${page.fault}`);
    return evidence.compare({
      message: `${complaint}: status ${status}.`,
      pointer: "",
      expected: `status 200 with ${listIds(wantedIds)}`,
      actual: `status ${status}`,
      exchanges,
    });
  }
  const gotIds = idsOf(page);
  if (sameIds(wantedIds, gotIds)) return evidence.compare(undefined);
  const at = wantedIds.findIndex((id, index) => id !== gotIds[index]);
  const first = at === -1 ? wantedIds.length : at;
  evidence.compare({
    message: `${complaint}: session ${first + 1} is ${gotIds[first] ?? "missing"} instead of ${wantedIds[first] ?? "none"}.`,
    pointer: gotIds[first] === undefined ? "/data" : `/data/${first}`,
    expected: listIds(wantedIds),
    actual: listIds(gotIds),
    exchanges,
    sessions: [wantedIds[first], gotIds[first]].filter((id) => id !== undefined),
  });
}
