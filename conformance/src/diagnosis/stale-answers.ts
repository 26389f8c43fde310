import { differenceFrom } from "../findings/live-sessions/known-values.ts";
import { hasToken } from "../reading/followed-pages.ts";
import type { KnownSession } from "../reading/known-data.ts";
import { readPage } from "../reading/page-reading.ts";
import type { View } from "../reading/view.ts";
import type { Exchange } from "../recording/exchange.ts";

/** An answer of a collection that was changed, once its change was acknowledged and had time to settle. */
export interface AnswerAfterChange {
  readonly exchange: Exchange;
  /** It shows the collection as it was before. */
  readonly isStale: boolean;
  /** The same request, at the same instance, answered in the same bytes before the change. */
  readonly twin: Exchange | undefined;
  /** What is known when it was asked for: the same for answers between two changes. */
  readonly state: string;
}

/** First pages of changed collections, each compared with what is known when it was asked for. */
export function answersAfterChanges(view: View): AnswerAfterChange[] {
  const { known } = view;
  if (!known) return [];
  return view.listRequests.flatMap((exchange): AnswerAfterChange[] => {
    const { collection = "" } = exchange.purpose;
    if (exchange.request.method !== "GET" || hasToken(exchange)) return [];
    if (!hasChangedBefore(view, collection, exchange.id)) return [];
    const isStale = isStaleTo(known.sessionsAt(collection, exchange.id), exchange);
    const state = `${collection} ${JSON.stringify(known.sessionsAt(collection, exchange.id))}`;
    return isStale === undefined ? [] : [{ exchange, isStale, twin: twinOf(view, exchange), state }];
  });
}

function hasChangedBefore(view: View, collection: string, at: number): boolean {
  const now = view.known?.sessionsAt(collection, at) ?? [];
  const first = view.known?.sessionsAt(collection, firstAnswered(view, collection)) ?? [];
  return now !== first && JSON.stringify(now) !== JSON.stringify(first);
}

function firstAnswered(view: View, collection: string): number {
  return view.listRequests.find(({ purpose }) => purpose.collection === collection)?.id ?? 0;
}

/** Whether a page shows a session that is gone, lacks one that is there, or has an old value; undefined for what is not a page. */
function isStaleTo(known: readonly KnownSession[], exchange: Exchange): boolean | undefined {
  const page = readPage(exchange);
  if (exchange.response?.status !== 200 || "unreadable" in page) return undefined;
  const byId = new Map(known.map((session) => [session.id, session]));
  const isOld = page.items.some((item) => {
    const current = byId.get(item.id ?? "");
    return current === undefined || differenceFrom(current, item, exchange) !== undefined;
  });
  const isShort = page.nextToken === undefined && page.items.length < known.length;
  const first = known[0];
  const lacksNewest =
    first !== undefined &&
    page.items.length > 0 &&
    (page.items[0]?.sortTime?.seconds ?? first.createdAt.seconds) < first.createdAt.seconds;
  return isOld || isShort || lacksNewest;
}

function twinOf(view: View, exchange: Exchange): Exchange | undefined {
  const { request, response } = exchange;
  return view.listRequests.find(
    (one) =>
      one.id < exchange.id &&
      one.request.target === request.target &&
      one.request.instance === request.instance &&
      one.response !== undefined &&
      one.response.body.text === response?.body.text,
  );
}

/** Rules that a list of yesterday fails. */
export const RULES_OF_FRESHNESS: readonly string[] = [
  "pagination.fresh",
  "pagination.insert-tolerant",
  "pagination.delete-tolerant",
  "pagination.exactly-once",
  "pagination.token-replays",
  "ordering.unmoved-by-update",
  "representation.faithful",
  "representation.empty-entity",
  "errors.fault",
  "errors.key-revoked",
  "http.conditional",
  "http.safe",
];
