import type { AskedList } from "../profile/asked-list.ts";
import { isObject, valueAt } from "../profile/json-pointer.ts";
import type { ListProfile, SortKey } from "../profile/list-profile.ts";
import { LIVE_SESSIONS, liveSessionsProfile } from "../profile/live-sessions/live-sessions-profile.ts";
import { type Exchange, headerOf, type RecordedBody, type RecordedResponse } from "../recording/exchange.ts";
import { comparableId } from "./comparable-id.ts";
import { readJsonText } from "./json-text.ts";
import { readListPage, type UnreadablePage } from "./list-page.ts";
import { type Instant, parseInstant } from "./rfc3339.ts";
import { valueText } from "./value-text.ts";

/** A session as a page shows it; members are unknown until a rule has looked at them. */
export interface ItemReading {
  /** The id as it is compared, as text; undefined when there is none that could tell sessions apart. */
  readonly id: string | undefined;
  readonly sortTime: Instant | undefined;
  readonly members: Readonly<Record<string, unknown>>;
  /** The item itself, which need not be an object. */
  readonly value?: unknown;
  /** The sort key as text; "undefined" where there is none. */
  readonly sortValue: string;
  /** The sort key in words; undefined where nobody says what the list is sorted by. */
  readonly sortText?: string;
  /** JSON pointer of the session in the body. */
  readonly pointer: string;
}

/** A body read as a page of sessions. */
export interface PageReading {
  readonly items: readonly ItemReading[];
  /** The token of the next page; undefined at the end, which may be written `""`, null or by leaving it out. */
  readonly nextToken: string | undefined;
  readonly json: Readonly<Record<string, unknown>>;
}

/** A body read as far as it goes. */
export interface BodyReading {
  /** Undefined when the body is not UTF-8. */
  readonly text: string | undefined;
  /** False for a body of more than is kept: nothing in it is judged. */
  readonly isWhole: boolean;
  readonly hasByteOrderMark: boolean;
  /** Why the text is not JSON; undefined when it is. */
  readonly jsonError: string | undefined;
  readonly json: unknown;
  readonly duplicateMembers: readonly string[];
}

const bodies = new WeakMap<RecordedBody, BodyReading>();
const pages = new WeakMap<Exchange, PageReading | UnreadablePage>();

/** Reads a body once, strictly: `fatal` UTF-8 and the suite's own JSON reader. */
export function readBody(body: RecordedBody): BodyReading {
  const known = bodies.get(body);
  if (known) return known;
  const reading = readUncached(body);
  bodies.set(body, reading);
  return reading;
}

/** The page that a 200 carries, or in one sentence why there is none. */
export function readPage(exchange: Exchange): PageReading | UnreadablePage {
  const { response, failure } = exchange;
  if (!response) return { unreadable: failure?.message ?? "there was no response" };
  if (response.status !== 200) return { unreadable: `the status is ${response.status}` };
  const known = pages.get(exchange);
  if (known) return known;
  const reading = readPageUncached(exchange, response);
  pages.set(exchange, reading);
  return reading;
}

/** True for a media type of JSON, parameters aside. */
export function isJsonMediaType(exchange: Exchange): boolean {
  const type = exchange.response && headerOf(exchange.response, "content-type");
  // RFC 6839 §3.1: what ends in +json is JSON, too.
  if (exchange.list) return /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(type ?? "");
  return /^application\/json\s*(;|$)/i.test(type ?? "");
}

/**
 * A body that says what a page's members say, without being written and read again: its text is written when it is asked for.
 *
 * @param json an object whose `data` is a list
 */
export function bodyOfPage(json: Readonly<Record<string, unknown>>): RecordedBody {
  let written: string | undefined;
  const text = (): string => {
    written ??= JSON.stringify(json);
    return written;
  };
  const body: RecordedBody = {
    encoding: "utf8",
    truncated: false,
    get text() {
      return text();
    },
    get bytes() {
      return Buffer.byteLength(text());
    },
  };
  bodies.set(body, {
    get text() {
      return text();
    },
    isWhole: true,
    hasByteOrderMark: false,
    jsonError: undefined,
    json,
    duplicateMembers: [],
  });
  return body;
}

function readUncached(body: RecordedBody): BodyReading {
  const unread = { isWhole: true, hasByteOrderMark: false, json: undefined, duplicateMembers: [] };
  // Before its encoding is looked at: the cut may go through a character.
  if (body.truncated)
    return { ...unread, isWhole: false, text: body.text, jsonError: "it is longer than 1 MiB and was not kept whole" };
  if (body.encoding !== "utf8") return { ...unread, text: undefined, jsonError: "it is not UTF-8" };
  const hasByteOrderMark = body.text.startsWith("\uFEFF");
  try {
    const { value, duplicateMembers } = readJsonText(hasByteOrderMark ? body.text.slice(1) : body.text);
    return { ...unread, text: body.text, hasByteOrderMark, jsonError: undefined, json: value, duplicateMembers };
  } catch (error) {
    return {
      ...unread,
      hasByteOrderMark,
      text: body.text,
      jsonError: error instanceof Error ? error.message : String(error),
    };
  }
}

function readPageUncached(exchange: Exchange, { headers, body }: RecordedResponse): PageReading | UnreadablePage {
  const { json, jsonError } = readBody(body);
  if (jsonError !== undefined) return { unreadable: `the body is not JSON: ${jsonError}` };
  const list = listOf(exchange);
  const { instance, target } = exchange.request;
  const page = readListPage(list, { json, headers, instance, target, position: exchange.purpose.position });
  if ("unreadable" in page) return page;
  const { items } = list.profile.paging;
  return {
    items: page.items.map((row, index) => readItem(list.profile, row, `${items}/${index}`)),
    nextToken: page.next,
    json: isObject(json) ? json : {},
  };
}

/** The list that an exchange asked: live sessions, unless it says another. */
export function listOf({ list }: Pick<Exchange, "list">): AskedList {
  return list ?? { profile: liveSessionsProfile(), baseUrls: [] };
}

const readings = new WeakMap<object, ItemReading>();

function readItem(profile: ListProfile, item: unknown, pointer: string): ItemReading {
  if (!isObject(item)) return readItemUncached(profile, item, pointer);
  const known = readings.get(item);
  if (known) return known.pointer === pointer ? known : { ...known, pointer };
  const reading = readItemUncached(profile, item, pointer);
  readings.set(item, reading);
  return reading;
}

function readItemUncached(profile: ListProfile, item: unknown, pointer: string): ItemReading {
  const { id, order } = profile;
  const isOwn = profile.name === LIVE_SESSIONS;
  const [first] = order ?? [];
  const key = first && valueAt(item, first.pointer);
  return {
    id: id === undefined ? undefined : isOwn ? idOf(valueAt(item, id)) : exactIdOf(valueAt(item, id)),
    sortTime: first?.isDescending === true && typeof key === "string" ? parseInstant(key) : undefined,
    members: isObject(item) ? item : {},
    ...(isOwn ? {} : { value: item }),
    sortValue: valueText(key),
    ...(first === undefined ? {} : { sortText: sortTextOf(first, isOwn ? valueText(key) : JSON.stringify(key)) }),
    pointer,
  };
}

function sortTextOf({ pointer }: SortKey, value: string | undefined): string {
  return `${pointer.slice(1)} ${value}`;
}

function idOf(id: unknown): string | undefined {
  return typeof id === "string" && id !== "" ? comparableId(id) : typeof id === "number" ? String(id) : undefined;
}

// An id may be put together of several members; nobody says that its case does not matter.
function exactIdOf(id: unknown): string | undefined {
  if (id === undefined || id === null || id === "") return undefined;
  return typeof id === "string" ? id : JSON.stringify(id);
}
