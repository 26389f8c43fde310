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
  const exchanges = [wanted.id, got.id];
  if ("fault" in page) {
    if (status === 200) evidence.lacks("prerequisite", `a page could not be read: ${page.fault}`);
    else evidence.compare(refused(complaint, status, idsOf(reference), exchanges));
    return;
  }
  if (view.mode !== "read-only") {
    const [wantedIds, gotIds] = [idsOf(reference), idsOf(page)];
    evidence.compare(sameIds(wantedIds, gotIds) ? undefined : differing(complaint, wantedIds, gotIds, exchanges));
    return;
  }
  const [wantedIds, gotIds] = withoutArrivals(reference, page);
  if (sameIds(wantedIds, gotIds)) {
    evidence.compare(undefined);
    return;
  }
  const [before, after] = settledOf(view, wanted, reference, page);
  if (before.length === 0) evidence.lacks("drift", "every session of a page has begun since the run did");
  else evidence.compare(sameIds(before, after) ? undefined : differing(complaint, wantedIds, gotIds, exchanges));
}

type IdLists = [wanted: string[], got: string[]];

/**
 * Read-only, what has begun since the run did may be at one instance and not yet at another: it is left out, and as many rows
 * at the end of the other page. What was on the first page that the run read of the entity, or is older than its head, is settled.
 */
function settledOf(view: View, { purpose }: Exchange, reference: PageReading, page: PageReading): IdLists {
  const first = view.pages.find(
    ({ exchange }) => exchange.purpose.entity === purpose.entity && !exchange.request.target.includes("page_token="),
  );
  const head = first?.sessions[0]?.createdAt;
  const known = new Set(first?.sessions.map(({ id }) => id));
  const isSettled = ({ id, createdAt }: SessionReading): boolean =>
    known.has(id) || head === undefined || createdAt === undefined || compareInstants(createdAt, head) < 0;
  const [wanted, got] = [reference, page].map(({ sessions }) => idsOf({ sessions: sessions.filter(isSettled) }));
  return alongside(wanted ?? [], got ?? [], reference.sessions.length, page.sessions.length);
}

/**
 * Read-only, sessions may begin between two reads: what is not older than the head of the first, and was not on it, has
 * arrived since and pushed as many others off the page.
 */
function withoutArrivals(reference: PageReading, page: PageReading): IdLists {
  const head = reference.sessions[0]?.createdAt;
  const known = new Set(idsOf(reference));
  const stayed = page.sessions.filter(({ id, createdAt }) => {
    const isNew = head === undefined || (createdAt !== undefined && compareInstants(createdAt, head) >= 0);
    return known.has(id ?? "?") || !isNew;
  });
  return alongside(idsOf(reference), idsOf({ sessions: stayed }), reference.sessions.length, page.sessions.length);
}

// A row that was left out has pushed another one off the end of its page, which may stand on the other page.
function alongside(wanted: string[], got: string[], wantedRows: number, gotRows: number): IdLists {
  const [wantedLeftOut, gotLeftOut] = [wantedRows - wanted.length, gotRows - got.length];
  if (gotLeftOut > 0 && got.length >= wanted.length - gotLeftOut) return [wanted.slice(0, got.length), got];
  if (wantedLeftOut > 0 && got.length <= wanted.length + wantedLeftOut) return [wanted, got.slice(0, wanted.length)];
  return [wanted, got];
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
