/** How a list goes on, in the styles that Redocly CLI names. */
export const PAGING_STYLES = ["cursor", "offset", "page", "link", "body-link"] as const;

export type PagingStyle = (typeof PAGING_STYLES)[number];

/**
 * How the pages of a list are asked for and read. Pointers are RFC 6901 and begin at the body of a page; the names are
 * those of `x-redoclyPagination`.
 */
export interface Paging {
  readonly style: PagingStyle;
  /** The array of items; `""` is the body itself. */
  readonly items: string;
  /** The parameter that holds how many items a page may have. */
  readonly limitParam?: string;
  /** Cursor: the parameter that takes the next position. */
  readonly cursorParam?: string;
  /** Cursor: where a page holds the next position. */
  readonly nextCursor?: string;
  /** Cursor: where the last item of a page holds it, in place of `nextCursor`. */
  readonly cursorFrom?: string;
  /** True (or any value but false, null, 0 and `""`) while something follows. */
  readonly hasMore?: string;
  /** Offset and page: the parameter that takes the number of items, or of pages, to leave out. */
  readonly offsetParam?: string;
  /** Body-link: where a page holds the URL of the next one. */
  readonly nextLink?: string;
}

/** A member that items are sorted by; the first one decides, each later one breaks the ties of those before. */
export interface SortKey {
  /** From the item. */
  readonly pointer: string;
  readonly isDescending: boolean;
}

/** What is known of page sizes. */
export interface SizeFacts {
  readonly minimum?: number;
  readonly maximum?: number;
  /** What a page holds at most where no size is asked for. */
  readonly default?: number;
  /** How a size of 0 is answered: refused, as if none were given, or with no items. */
  readonly zero?: "reject" | "default" | "empty";
  /** How a size above the maximum is answered: refused, or as the maximum. */
  readonly over?: "reject" | "clamp";
}

/** How a client says who it is. */
export interface Authentication {
  readonly kind: "api-key" | "bearer" | "basic";
  readonly in: "header" | "query" | "cookie";
  /** Name of the header, parameter or cookie. */
  readonly name: string;
}

/** What errors look like. */
export interface ErrorFacts {
  /** Status that answers a bad size. */
  readonly size?: number;
  /** Status that answers a position that is none. */
  readonly token?: number;
  /** Statuses that the document declares. */
  readonly declared: readonly string[];
  /** By status, what the member of an error that is for programs may hold. */
  readonly types?: Readonly<Record<string, readonly string[]>>;
}

/** What an item is called, and what it belongs to. */
export interface Nouns {
  readonly item: string;
  readonly items: string;
  readonly collection: string;
}

/** The names of facts; `sources` of a profile says of each where it comes from. */
export type FactName =
  | "paging"
  | "limitParam"
  | "hasMore"
  | "id"
  | "order"
  | "size.minimum"
  | "size.maximum"
  | "size.default"
  | "size.zero"
  | "size.over"
  | "total"
  | "secrets"
  | "authentication"
  | "errors.size"
  | "errors.token"
  | "pageSchema"
  | "head"
  | "noun";

/**
 * All that the suite knows of a list operation. Plain JSON, so that a report can hold it and be judged again without
 * the document. A fact that is not there was not declared.
 */
export interface ListProfile {
  /** Name of the profile: `live-sessions`, or the operation's. */
  readonly name: string;
  /** The operation's path below the base URL, parameters in braces. */
  readonly path: string;
  /** The parameter of the path that names the collection, where a run asks several. */
  readonly collectionParam?: string;
  /** Values of the path's other parameters, by name. */
  readonly pathValues: Readonly<Record<string, string>>;
  /** Values of further query parameters, by name: sent with every request. */
  readonly query: Readonly<Record<string, string>>;
  readonly paging: Paging;
  /** From the item to what tells it apart; `""` is the item itself. */
  readonly id?: string;
  readonly order?: readonly SortKey[];
  readonly size: SizeFacts;
  /** From the page to the number of items in the whole list. */
  readonly total?: string;
  /** From the item to values that no report may show. */
  readonly secrets: readonly string[];
  readonly authentication?: Authentication;
  readonly errors: ErrorFacts;
  /** What requests accept, where that is not `application/json`: the media type that the document declares of a page. */
  readonly mediaType?: string;
  /** JSON schema of a page, complete in itself. */
  readonly pageSchema?: Readonly<Record<string, unknown>>;
  /** True where the document declares HEAD for the path. */
  readonly hasHead: boolean;
  readonly nouns: Nouns;
  /** Where each fact comes from: a place in the document, or in the configuration. */
  readonly sources: Readonly<Partial<Record<FactName, string>>>;
}
