import type { ListProfile, PagingStyle } from "./list-profile.ts";

/** What sentences about a list are made of. */
export interface ListWords {
  readonly item: string;
  readonly items: string;
  /** What a position is called: a token, a page number. */
  readonly position: string;
  /** The parameter that holds a page's size. */
  readonly size: string;
  /** Where a page holds its items. */
  readonly itemsPointer: string;
  /** Where a page says how it goes on; `""`, the whole answer, where that is no member of it. */
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
export function wordsOf({ nouns, paging }: ListProfile): ListWords {
  return {
    item: nouns.item,
    items: nouns.items,
    position: POSITIONS[paging.style],
    size: paging.limitParam ?? "a page's size",
    itemsPointer: paging.items,
    nextPointer: paging.nextCursor ?? paging.nextLink ?? "",
  };
}
