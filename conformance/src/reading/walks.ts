import { type ListWords, wordsOf } from "../profile/words.ts";
import { questionOf } from "../questions/catalogue.ts";
import { type ItemReading, listOf, type PageReading, readPage } from "../reading/page-reading.ts";
import type { Exchange, Purpose } from "../recording/exchange.ts";

/** One page of a walk that could be read. */
export interface WalkPage extends PageReading {
  readonly exchange: Exchange;
  /** `page_size` as asked for; undefined when none was sent. */
  readonly askedSize: number | undefined;
}

/** A walk as recorded. */
export interface Walk {
  /** For people. */
  readonly name: string;
  readonly collection: string;
  /** What sentences about it are made of. */
  readonly words: ListWords;
  /** Of its first page: what it was made for. */
  readonly purpose: Purpose;
  readonly pages: readonly WalkPage[];
  /** The exchange at which it broke off, because its answer was no page. */
  readonly brokenOff: Exchange | undefined;
  /** True when the suite stopped on purpose: such a walk shows a beginning, not a whole list. */
  readonly isWindow: boolean;
  /** True when the last page that was read gave no token. */
  readonly isComplete: boolean;
}

/** A session with the page that it stands on. */
export interface PlacedItem extends ItemReading {
  readonly page: WalkPage;
  /** Position of the page in its walk, from 0. */
  readonly pageIndex: number;
}

/**
 * Puts the walks of a recording together, in the order in which they were made.
 *
 * @param like walks that were read before: one of the same exchanges is taken as it is
 */
export function readWalks(exchanges: readonly Exchange[], like: readonly Walk[] = []): Walk[] {
  const byId = new Map<string, Exchange[]>();
  for (const exchange of exchanges) {
    const { walkId } = exchange.purpose;
    if (walkId === undefined) continue;
    const known = byId.get(walkId);
    if (known) known.push(exchange);
    else byId.set(walkId, [exchange]);
  }
  const likeById = new Map(like.map((walk) => [walk.purpose.walkId, walk]));
  return [...byId].flatMap(([id, pages]) => {
    const before = likeById.get(id);
    return before !== undefined && isOf(before, pages) ? [before] : readWalk(pages);
  });
}

const exchangesOfWalk = new WeakMap<Walk, readonly Exchange[]>();

function isOf(walk: Walk, exchanges: readonly Exchange[]): boolean {
  const read = exchangesOfWalk.get(walk);
  return read?.length === exchanges.length && read.every((exchange, index) => exchange === exchanges[index]);
}

// Many rules look at one walk, of ten thousand sessions perhaps.
const placedInWalk = new WeakMap<Walk, readonly PlacedItem[]>();

/** Every session of a walk in the order given. */
export function placedItems(walk: Walk): readonly PlacedItem[] {
  const known = placedInWalk.get(walk);
  if (known) return known;
  const placed = walk.pages.flatMap((page, pageIndex) => page.items.map((item) => ({ ...item, page, pageIndex })));
  placedInWalk.set(walk, placed);
  return placed;
}

function readWalk(exchanges: readonly Exchange[]): Walk[] {
  const purpose = exchanges[0]?.purpose;
  if (!purpose) return [];
  const pages: WalkPage[] = [];
  let brokenOff: Exchange | undefined;
  let hasEnded = false;
  for (const exchange of exchanges) {
    const reading = readPage(exchange);
    if ("unreadable" in reading) {
      if (pages.length > 0 && isPastTheEnd(exchange)) {
        hasEnded = true;
        break;
      }
      brokenOff = exchange;
      break;
    }
    const { pageSize } = exchange.purpose;
    pages.push({ ...reading, exchange, askedSize: pageSize === undefined ? undefined : Number(pageSize) });
  }
  const walk: Walk = {
    name: purpose.walk ?? "",
    collection: purpose.collection ?? "",
    words: wordsOf(listOf(exchanges[0] ?? {}).profile),
    purpose,
    pages,
    brokenOff,
    isWindow: questionOf(purpose)?.isWindow === true,
    isComplete: brokenOff === undefined && pages.length > 0 && (hasEnded || pages.at(-1)?.nextToken === undefined),
  };
  exchangesOfWalk.set(walk, exchanges);
  return [walk];
}

// Where pages are numbered, one past the end may be said not to be there.
function isPastTheEnd({ list, response }: Exchange): boolean {
  const style = list?.profile.paging.style;
  return (style === "page" || style === "offset") && response?.status === 404;
}

/** Pages that hold sessions. */
export function walkedPages(walk: Walk): number {
  return walk.pages.filter((page) => page.items.length > 0).length;
}
