import type { ListProfile, PagingStyle } from "../../src/profile/list-profile.ts";
import type { FetchFunction } from "../../src/transport/fetch-transport.ts";

/** A row of the list that is served: times are shared by several, as they are in practice. */
interface Row {
  readonly id: string;
  readonly created: number;
}

/** What a server may do wrong; nothing where it is lawful. */
export interface ListFault {
  readonly id: string;
  /** In a sentence of the table. */
  readonly text: string;
  /** The rows of one page, after it was cut out of the list. */
  readonly page?: (rows: readonly Row[], cut: Cut) => readonly Row[];
  /** The list, before a page is cut out of it. */
  readonly list?: (rows: readonly Row[], request: number) => readonly Row[];
  /** Where a page begins instead. */
  readonly start?: (start: number, cut: Omit<Cut, "start">) => number;
  /** Whether the page goes on. */
  readonly goesOn?: (really: boolean) => boolean;
  /** An answer in place of a page. */
  readonly answer?: (cut: Cut) => Response | undefined;
  /** Of all rows, how many there are said to be. */
  readonly total?: (count: number) => number;
  /** Styles that cannot have it. */
  readonly isNotOf?: readonly PagingStyle[];
}

/** Where a page is cut out of the list. */
export interface Cut {
  readonly start: number;
  readonly size: number;
  readonly rows: readonly Row[];
  /** Requests so far. */
  readonly request: number;
}

const ROWS = 83;
const DEFAULT = 10;
const MAXIMUM = 50;

/** Newest first; every third time is shared by three. */
const rows: readonly Row[] = Array.from({ length: ROWS }, (_, index) => ({
  id: `item-${String(ROWS - index).padStart(3, "0")}`,
  created: 1_700_000_000 - Math.floor(index / 3) * 60,
}));

/** A list in a style, lawful or with one fault, and what is declared of it. */
export interface ListServer {
  readonly fetch: FetchFunction;
  readonly profile: ListProfile;
}

/** Serves the list in a style. */
export function listServer(style: PagingStyle, fault: ListFault | undefined): ListServer {
  let request = 0;
  const fetch: FetchFunction = async (input) => {
    const url = new URL(input instanceof Request ? input.url : String(input));
    const list = fault?.list?.(rows, request) ?? rows;
    const size = sizeOf(url);
    if (size === undefined) return Response.json({ error: "limit" }, { status: 422 });
    const known = { size, rows: list, request };
    const position = startOf(style, url, size, list);
    if (position === undefined) return Response.json({ error: "position" }, { status: 400 });
    const cut = { ...known, start: position === 0 ? 0 : (fault?.start?.(position, known) ?? position) };
    request += 1;
    return fault?.answer?.(cut) ?? answer(style, url, cut, fault);
  };
  return { fetch, profile: profileOf(style) };
}

function sizeOf(url: URL): number | undefined {
  const text = url.searchParams.get("limit");
  if (text === null) return DEFAULT;
  if (!/^[1-9]\d*$/.test(text)) return undefined;
  return Math.min(Number(text), MAXIMUM);
}

function startOf(style: PagingStyle, url: URL, size: number, list: readonly Row[]): number | undefined {
  const text = url.searchParams.get("at");
  if (text === null) return 0;
  if (style === "cursor") {
    const index = list.findIndex(({ id }) => id === text);
    return index === -1 ? undefined : index + 1;
  }
  if (!/^\d{1,9}$/.test(text)) return undefined;
  return style === "page" ? (Number(text) - 1) * size : Number(text);
}

function answer(style: PagingStyle, url: URL, cut: Cut, fault: ListFault | undefined): Response {
  const end = cut.start + cut.size;
  const page = fault?.page?.(cut.rows.slice(cut.start, end), cut) ?? cut.rows.slice(cut.start, end);
  const goesOn = fault?.goesOn?.(end < cut.rows.length) ?? end < cut.rows.length;
  const count = fault?.total?.(cut.rows.length) ?? cut.rows.length;
  const last = cut.rows[Math.min(end, cut.rows.length) - 1]?.id ?? null;
  const next = new URL(url);
  next.searchParams.set("at", String(end));
  const link = next.pathname + next.search;
  if (style === "link") return Response.json(page, { headers: goesOn ? { link: `<${link}>; rel="next"` } : {} });
  const more =
    style === "cursor" ? { next: goesOn ? last : null } : style === "body-link" ? { next: goesOn ? link : null } : {};
  return Response.json({ count, data: page, ...more });
}

function profileOf(style: PagingStyle): ListProfile {
  const isBare = style === "link";
  const sources = [
    "paging",
    "limitParam",
    "id",
    "order",
    "size.minimum",
    "size.maximum",
    "size.default",
    "errors.size",
    "errors.token",
  ];
  return {
    name: `list-${style}`,
    path: "/items",
    pathValues: {},
    query: {},
    paging: {
      style,
      items: isBare ? "" : "/data",
      limitParam: "limit",
      ...(style === "cursor" ? { cursorParam: "at", nextCursor: "/next" } : {}),
      ...(style === "offset" || style === "page" ? { offsetParam: "at" } : {}),
      ...(style === "body-link" ? { nextLink: "/next" } : {}),
    },
    id: "/id",
    order: [{ pointer: "/created", isDescending: true }],
    size: { minimum: 1, maximum: MAXIMUM, default: DEFAULT, zero: "reject", over: "clamp" },
    ...(isBare ? {} : { total: "/count" }),
    secrets: [],
    errors: { size: 422, token: 400, declared: ["400", "422"] },
    hasHead: false,
    nouns: { item: "item", items: "items", collection: "collection" },
    sources: Object.fromEntries(
      [...sources, "size.zero", "size.over", ...(isBare ? [] : ["total"])].map((name) => [name, "test"]),
    ),
  };
}
