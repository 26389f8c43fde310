import { type PlacedItem, placedItems, type Walk } from "../reading/walks.ts";
import type { Evidence } from "./evidence.ts";
import type { Failure } from "./finding.ts";
import { nameItem, namePlaced } from "./naming.ts";

/** A session that a walk must yield, by its id and in words. */
export interface Wanted {
  readonly id: string;
  readonly createdAt: string;
  /** The sort key in words, of lists that are not the contract's own; `""` where nobody says what they are sorted by. */
  readonly sortText?: string;
}

/** The failure of a session that a walk yields twice; undefined when it yields none twice. */
export function repeatedIn(walk: Walk): Failure | undefined {
  const seen = new Map<string, PlacedItem>();
  let before: PlacedItem | undefined;
  for (const item of placedItems(walk)) {
    const first = item.id === undefined ? undefined : seen.get(item.id);
    if (first) return repeated(walk, first, item, before);
    if (item.id !== undefined) seen.set(item.id, item);
    before = item;
  }
  return undefined;
}

/** The failure of a session that a walk should have yielded and did not; undefined when all are there. */
export function missingFrom(walk: Walk, wanted: readonly Wanted[]): Failure | undefined {
  const placed = placedItems(walk);
  const seen = new Set(placed.map((item) => item.id));
  const missing = wanted.filter((session) => !seen.has(session.id));
  const first = missing[0];
  if (!first) return undefined;
  const neighbour =
    first.sortText === undefined ? lastNotOlder(placed, first.createdAt) : before(placed, wanted, first);
  const sorted = first.sortText ?? `${walk.words.sortKey} ${first.createdAt}`;
  const { items } = walk.words;
  const page = neighbour?.page ?? walk.pages[0];
  const place = neighbour
    ? `after ${namePlaced(neighbour)}${isLastOfPage(neighbour) ? ", the last of that page" : ""}`
    : "at the head of the list";
  return {
    message: `The walk "${walk.name}" lost ${missing.length} of ${wanted.length} ${items}; the first is ${first.id}${sorted === "" ? "" : ` (${sorted})`}, missing ${place}.`,
    pointer: neighbour?.pointer ?? walk.words.itemsPointer,
    expected: `${first.id} ${place}`,
    actual: `${placed.length} ${items} on ${walk.pages.length} pages, without it`,
    exchanges: page ? exchangesAround(walk, page.exchange.id) : [],
    sessions: [...(neighbour?.id === undefined ? [] : [neighbour.id]), first.id],
  };
}

/**
 * The failure of a walk that broke off: a page behind a token that is not 200. Its first page not being one is another
 * rule's matter, and a body that cannot be read another's too.
 */
export function brokenOff(walk: Walk, evidence: Evidence): Failure | undefined {
  const exchange = walk.brokenOff;
  if (!exchange) return undefined;
  const last = walk.pages.at(-1);
  const status = exchange.response ? exchange.response.status : evidence.statusOf(exchange);
  if (status === undefined) return undefined;
  if (!last || status === 200) {
    evidence.inconclusive("prerequisite", `a page of the walk "${walk.name}" could not be read`);
    return undefined;
  }
  return {
    message: `The walk "${walk.name}" broke off after ${walk.pages.length} pages: the ${walk.words.position} of page ${walk.pages.length} was answered ${status}.`,
    pointer: walk.words.nextPointer,
    expected: `200 and the ${walk.words.items} that follow`,
    actual: `status ${status}`,
    exchanges: [last.exchange.id, exchange.id],
    sessions: last.items.slice(-1).map((item) => item.id ?? ""),
  };
}

function repeated(walk: Walk, first: PlacedItem, again: PlacedItem, before: PlacedItem | undefined): Failure {
  const after = before ? `, after ${nameItem(before)}` : "";
  return {
    message: `The walk "${walk.name}" yields ${namePlaced(again)}${after}, though it stood on page ${first.pageIndex + 1} already.`,
    pointer: again.pointer,
    expected: `${String(again.id)} once, on page ${first.pageIndex + 1}`,
    actual: `again on page ${again.pageIndex + 1}`,
    exchanges: [...new Set([first.page.exchange.id, again.page.exchange.id])],
    sessions: [again.id ?? "", ...(before?.id === undefined ? [] : [before.id])],
  };
}

// Where the missing session should stand: behind the last one that is not older than it.
function lastNotOlder(placed: readonly PlacedItem[], createdAt: string): PlacedItem | undefined {
  return placed.filter((item) => !(item.sortValue < createdAt)).at(-1);
}

// In the order in which another walk showed them, the nearest one before it that is there.
function before(placed: readonly PlacedItem[], wanted: readonly Wanted[], missing: Wanted): PlacedItem | undefined {
  const byId = new Map(placed.map((item) => [item.id, item]));
  const earlier = wanted.slice(0, wanted.indexOf(missing)).toReversed();
  return earlier.map(({ id }) => byId.get(id)).find((item) => item !== undefined);
}

function isLastOfPage(item: PlacedItem): boolean {
  return item.page.items.at(-1)?.pointer === item.pointer;
}

function exchangesAround(walk: Walk, exchangeId: number): number[] {
  const index = walk.pages.findIndex((page) => page.exchange.id === exchangeId);
  return walk.pages.slice(index, index + 2).map((page) => page.exchange.id);
}
