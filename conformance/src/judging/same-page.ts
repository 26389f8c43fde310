import { readPage } from "../reading/page-reading.ts";
import type { Exchange } from "../recording/exchange.ts";
import type { Evidence } from "./evidence.ts";
import type { Failure } from "./finding.ts";
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
    if (status === 200) evidence.lacks("prerequisite", `a page could not be read: ${page.fault}`);
    else evidence.compare(refused(complaint, status, wantedIds, exchanges));
    return;
  }
  const gotIds = idsOf(page);
  evidence.compare(sameIds(wantedIds, gotIds) ? undefined : differing(complaint, wantedIds, gotIds, exchanges));
}

function refused(complaint: string, status: number, wanted: readonly string[], exchanges: readonly number[]): Failure {
  return {
    message: `${complaint}: status ${status}.`,
    pointer: "",
    expected: `status 200 with ${listIds(wanted)}`,
    actual: `status ${status}`,
    exchanges,
  };
}

function differing(
  complaint: string,
  wanted: readonly string[],
  got: readonly string[],
  exchanges: readonly number[],
): Failure {
  const at = wanted.findIndex((id, index) => id !== got[index]);
  const first = at === -1 ? wanted.length : at;
  return {
    message: `${complaint}: session ${first + 1} is ${got[first] ?? "missing"} instead of ${wanted[first] ?? "none"}.`,
    pointer: got[first] === undefined ? "/data" : `/data/${first}`,
    expected: listIds(wanted),
    actual: listIds(got),
    exchanges,
    sessions: [wanted[first], got[first]].filter((id) => id !== undefined),
  };
}
