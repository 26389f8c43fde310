import { type PageReading, readPage, type SessionReading } from "../reading/page-reading.ts";
import { compareInstants } from "../reading/rfc3339.ts";
import type { Exchange } from "../recording/exchange.ts";
import type { Evidence } from "./evidence.ts";
import type { Failure } from "./finding.ts";
import { idsOf, listIds, sameIds } from "./naming.ts";
import type { View } from "./view.ts";

/**
 * Compares an answer with one that it must equal, session by session. Nothing is compared when the first is no page
 * (another rule's matter) or when either was not made.
 *
 * @param view tells whether sessions may have arrived in between
 * @param complaint what is wrong when they differ, without a full stop
 */
export function comparePages(
  view: View,
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
  const wantedIds = idsOf(view.mode === "read-only" ? settled(view, wanted, reference) : reference);
  const exchanges = [wanted.id, got.id];
  if ("fault" in page) {
    if (status === 200) evidence.lacks("prerequisite", `a page could not be read: ${page.fault}`);
    else evidence.compare(refused(complaint, status, wantedIds, exchanges));
    return;
  }
  const gotIds = view.mode === "read-only" ? withoutArrivals(settled(view, got, page), reference) : idsOf(page);
  const arrived = page.sessions.length - gotIds.length;
  if (arrived > 0 && gotIds.length >= wantedIds.length - arrived) wantedIds.splice(gotIds.length);
  const arrivedBefore = reference.sessions.length - wantedIds.length;
  if (arrivedBefore > 0 && gotIds.length <= wantedIds.length + arrivedBefore) gotIds.splice(wantedIds.length);
  if (wantedIds.length === 0 && arrived + arrivedBefore > 0) {
    evidence.lacks("drift", "every session of a page had arrived since the run began");
    return;
  }
  evidence.compare(sameIds(wantedIds, gotIds) ? undefined : differing(complaint, wantedIds, gotIds, exchanges));
}

/**
 * Read-only, what has begun since the run did may be at one instance and not yet at another: it is left out. What was on the
 * first page that the run read of the entity, or is older than its head, is settled.
 */
function settled(view: View, { purpose }: Exchange, page: PageReading): Pick<PageReading, "sessions"> {
  const first = view.pages.find(
    ({ exchange }) => exchange.purpose.entity === purpose.entity && !exchange.request.target.includes("page_token="),
  );
  const head = first?.sessions[0]?.createdAt;
  const known = new Set(first?.sessions.map(({ id }) => id));
  const isSettled = ({ id, createdAt }: SessionReading): boolean =>
    known.has(id) || head === undefined || createdAt === undefined || compareInstants(createdAt, head) < 0;
  return { sessions: page.sessions.filter(isSettled) };
}

/**
 * Read-only, sessions may begin between two reads: what is not older than the head of the first, and was not on it, has
 * arrived since and pushed as many others off the page.
 */
function withoutArrivals(page: Pick<PageReading, "sessions">, reference: PageReading): string[] {
  const head = reference.sessions[0]?.createdAt;
  const known = new Set(idsOf(reference));
  const stayed = page.sessions.filter(({ id, createdAt }) => {
    const isNew = head === undefined || (createdAt !== undefined && compareInstants(createdAt, head) >= 0);
    return known.has(id ?? "?") || !isNew;
  });
  return stayed.map(({ id }) => id ?? "?");
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
