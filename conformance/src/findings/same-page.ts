import type { ListWords } from "../profile/words.ts";
import { driftUntil } from "../reading/drift.ts";
import { tokenIn } from "../reading/followed-pages.ts";
import { type ItemReading, type PageReading, readPage } from "../reading/page-reading.ts";
import { compareInstants } from "../reading/rfc3339.ts";
import { settledIn } from "../reading/settled-items.ts";
import type { View } from "../reading/view.ts";
import type { Exchange } from "../recording/exchange.ts";
import type { Evidence } from "./evidence.ts";
import type { Failure } from "./finding.ts";
import { idsOf, listIds, sameIds } from "./naming.ts";

/**
 * Compares an answer with one that it must equal, session by session. Nothing is compared when the first is not a page
 * (another rule's matter), when either was not made, or when both are empty: nothing equals nothing on any server.
 * Read-only, two pages that share no session because so many have begun in between prove nothing either.
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
  if (!wanted || !got || !reference || "unreadable" in reference) return;
  const status = evidence.statusOf(got);
  if (status === undefined) return;
  const page = readPage(got);
  const exchanges = [wanted.id, got.id];
  if ("unreadable" in page) {
    if (status === 200) evidence.inconclusive("prerequisite", `a page could not be read: ${page.unreadable}`);
    else evidence.compare(refused(complaint, status, idsOf(reference), exchanges));
    return;
  }
  if (reference.items.length === 0 && page.items.length === 0) return;
  if (view.mode !== "read-only") {
    const [wantedIds, gotIds] = [idsOf(reference), idsOf(page)];
    evidence.compare(
      sameIds(wantedIds, gotIds) ? undefined : differing(view.words, complaint, wantedIds, gotIds, exchanges),
    );
    return;
  }
  const hasBegunBefore = settledIn(view, wanted.purpose.collection);
  const drift = driftUntil(view, wanted.purpose.collection ?? "", "the end");
  const isSettled = (item: ItemReading): boolean => hasBegunBefore(item) && drift?.isSettled(item) !== false;
  // Two requests with one token ask for one place, wherever the head of the list is by now.
  const isPinned = tokenIn(wanted) !== "" && tokenIn(wanted) === tokenIn(got);
  const mayHaveArrived = (item: ItemReading): boolean => !isPinned || !isSettled(item);
  const [wantedIds, gotIds] =
    wanted.id < got.id
      ? withoutArrivals(reference, page, mayHaveArrived)
      : swapped(withoutArrivals(page, reference, mayHaveArrived));
  if (wantedIds.length > 0 && sameIds(wantedIds, gotIds)) {
    evidence.compare(undefined);
    return;
  }
  const [before, after] = settledOf(isSettled, reference, page);
  if (before.length === 0)
    evidence.inconclusive(
      "drift",
      `so many ${view.words.items} have begun or gone that two pages have none in common to be compared`,
    );
  else
    evidence.compare(
      sameIds(before, after) ? undefined : differing(view.words, complaint, wantedIds, gotIds, exchanges),
    );
}

/**
 * Of several answers to one request, made before and after another one, that which has most sessions in common with it:
 * read-only, sessions may have begun in between. The first where none has more.
 */
export function nearestTo(got: Exchange, candidates: readonly Exchange[]): Exchange | undefined {
  const page = readPage(got);
  const ids = new Set("unreadable" in page ? [] : idsOf(page));
  const shared = (candidate: Exchange): number => {
    const other = readPage(candidate);
    return "unreadable" in other ? 0 : idsOf(other).filter((id) => ids.has(id)).length;
  };
  const most = Math.max(...candidates.map(shared));
  return candidates.find((candidate) => shared(candidate) === most);
}

type IdLists = [wanted: string[], got: string[]];

/**
 * Read-only, what has begun since the run did may be at one instance and not yet at another, and what was deleted is on the earlier
 * page alone: both are left out, and as many rows at the end of the other page.
 */
function settledOf(isSettled: (item: ItemReading) => boolean, reference: PageReading, page: PageReading): IdLists {
  const [wanted, got] = [reference, page].map(({ items }) => idsOf({ items: items.filter(isSettled) }));
  return alongside(wanted ?? [], got ?? [], reference.items.length, page.items.length);
}

/**
 * Read-only, sessions may begin between two reads: what is not older than the head of the earlier one, and was not on it, has
 * arrived since and pushed as many others off the page.
 */
function withoutArrivals(
  earlier: PageReading,
  later: PageReading,
  mayHaveArrived: (item: ItemReading) => boolean,
): IdLists {
  const head = earlier.items[0]?.sortTime;
  const known = new Set(idsOf(earlier));
  const stayed = later.items.filter((item) => {
    const { id, sortTime } = item;
    const isNew = head === undefined || (sortTime !== undefined && compareInstants(sortTime, head) >= 0);
    return known.has(id ?? "?") || !isNew || !mayHaveArrived(item);
  });
  return alongside(idsOf(earlier), idsOf({ items: stayed }), earlier.items.length, later.items.length);
}

function swapped([one, other]: IdLists): IdLists {
  return [other, one];
}

// A row that was left out has pushed another one off the end of its page, which may stand on the other page.
function alongside(wanted: string[], got: string[], wantedRows: number, gotRows: number): IdLists {
  const [wantedLeftOut, gotLeftOut] = [wantedRows - wanted.length, gotRows - got.length];
  const isPushed = wanted.length - got.length <= gotLeftOut && got.length - wanted.length <= wantedLeftOut;
  const length = isPushed ? Math.min(wanted.length, got.length) : Number.POSITIVE_INFINITY;
  return [wanted.slice(0, length), got.slice(0, length)];
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
  { item, items, itemsPointer }: ListWords,
  complaint: string,
  wanted: readonly string[],
  got: readonly string[],
  exchanges: readonly number[],
): Failure {
  const at = wanted.findIndex((id, index) => id !== got[index]);
  const first = at === -1 ? wanted.length : at;
  return {
    message: `${complaint}: ${item} ${first + 1} is ${got[first] ?? "missing"} instead of ${wanted[first] ?? "none"}.`,
    pointer: got[first] === undefined ? itemsPointer : `${itemsPointer}/${first}`,
    expected: listIds(wanted, items),
    actual: listIds(got, items),
    exchanges,
    sessions: [wanted[first], got[first]].filter((id) => id !== undefined),
  };
}
