import type { ListProfile, PagingStyle } from "./list-profile.ts";
import { pluralOf } from "./plural.ts";

/** What sentences about a list are made of. */
export interface ListWords {
  readonly item: string;
  readonly items: string;
  /** What a position is called: a token, a page number. */
  readonly position: string;
  /** The parameter that takes a position. */
  readonly positionParam: string;
  /** The parameter that holds a page's size. */
  readonly size: string;
  /** The member that items are sorted by first. */
  readonly sortKey: string;
  /** What an item belongs to. */
  readonly collection: string;
  readonly collections: string;
  /** Where a page holds its items. */
  readonly itemsPointer: string;
  /** Where a page says how it goes on; `""`, the whole answer, where that is not a member of it. */
  readonly nextPointer: string;
}

const POSITIONS: Readonly<Record<PagingStyle, string>> = {
  cursor: "token",
  offset: "offset",
  page: "page number",
  link: "link",
  "body-link": "link",
};

/** The words of a list: as its profile says, or else the usual ones. */
export function wordsOf({ nouns, order, paging }: ListProfile): ListWords {
  return {
    item: nouns.item,
    items: nouns.items,
    position: POSITIONS[paging.style],
    positionParam: paging.cursorParam ?? paging.offsetParam ?? "the position",
    size: paging.limitParam ?? "a page's size",
    sortKey: order?.[0]?.pointer.slice(1) ?? "the sort key",
    collection: nouns.collection,
    collections: pluralOf(nouns.collection),
    itemsPointer: paging.items,
    nextPointer: paging.nextCursor ?? paging.nextLink ?? "",
  };
}
