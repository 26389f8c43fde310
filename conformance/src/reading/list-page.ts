import type { AskedList } from "../profile/asked-list.ts";
import { isObject, valueAt } from "../profile/json-pointer.ts";
import type { ListProfile } from "../profile/list-profile.ts";

/** What an answer to a list request is read from. */
export interface ListAnswer {
  /** The body, parsed. */
  readonly json: unknown;
  /** The position that was asked for; undefined for the first page. */
  readonly position: string | undefined;
  readonly instance: number;
  /** Path and query as sent, below the base URL. */
  readonly target: string;
  /** Lower-case names. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** A page as its profile says that it is read. */
export interface ListPage {
  readonly items: readonly unknown[];
  /** The position of the next page; undefined at the end. */
  readonly next: string | undefined;
}

/** A body that is not a page. */
export interface UnreadablePage {
  /** Why, in one sentence. */
  readonly unreadable: string;
}

/** Reads a page, or says in one sentence why it is none. */
export function readListPage({ profile, baseUrls }: AskedList, answer: ListAnswer): ListPage | UnreadablePage {
  const { paging } = profile;
  if (paging.items !== "" && !isObject(answer.json)) return { unreadable: "the body is not a JSON object" };
  const items = valueAt(answer.json, paging.items);
  if (!Array.isArray(items))
    return {
      unreadable: paging.items === "" ? "the body is not an array" : `the body has no ${paging.items.slice(1)} array`,
    };
  const saysItEnds = paging.hasMore !== undefined && !isTruthy(valueAt(answer.json, paging.hasMore));
  if (saysItEnds) return { items, next: undefined };
  switch (paging.style) {
    case "cursor":
      return { items, next: textOf(cursorOf(paging, answer.json, items)) };
    case "offset":
      return { items, next: items.length === 0 ? undefined : String(startOf(profile, answer, 0) + items.length) };
    case "page":
      return { items, next: items.length === 0 ? undefined : String(startOf(profile, answer, 1) + 1) };
    case "link":
      return withLink(items, nextLinkOf(answer.headers), answer, baseUrls);
    case "body-link":
      return withLink(items, textOf(valueAt(answer.json, paging.nextLink ?? "")), answer, baseUrls);
  }
}

function cursorOf(
  { nextCursor, cursorFrom }: ListProfile["paging"],
  json: unknown,
  items: readonly unknown[],
): unknown {
  if (nextCursor !== undefined) return valueAt(json, nextCursor);
  return items.length === 0 ? undefined : valueAt(items.at(-1), cursorFrom ?? "");
}

/** The position that was asked for, as a number; where none was, the one that the configuration begins with. */
function startOf({ paging, query }: ListProfile, { position }: ListAnswer, first: number): number {
  const number = Number(position ?? query[paging.offsetParam ?? ""] ?? first);
  return Number.isSafeInteger(number) ? number : first;
}

function textOf(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

// A list that says whether there is more may say it by a number of pages, or by the next one's name.
function isTruthy(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false && value !== 0 && value !== "";
}

function withLink(
  items: readonly unknown[],
  link: string | undefined,
  { target, instance }: ListAnswer,
  baseUrls: readonly string[],
): ListPage | UnreadablePage {
  if (link === undefined) return { items, next: undefined };
  const base = (baseUrls[instance] ?? "").replace(/\/+$/, "");
  const whole = `${base}${target}`;
  if (!URL.canParse(link, whole)) return { unreadable: `the next link ${JSON.stringify(link)} is not a URL` };
  const [next, home] = [new URL(link, whole), new URL(whole)];
  const prefix = new URL(base).pathname.replace(/\/+$/, "");
  // Where TLS ends before the server, it may take itself for one without.
  if (next.hostname !== home.hostname)
    return { unreadable: `the next link ${JSON.stringify(link)} leads to another origin` };
  if (!next.pathname.startsWith(prefix))
    return {
      unreadable: `the next link ${JSON.stringify(link)} leads out of ${prefix}, below which the list is asked for`,
    };
  return { items, next: next.pathname.slice(prefix.length) + next.search };
}

const LINK = /<([^>]*)>((?:\s*;\s*[^,;="\s]+(?:\s*=\s*(?:"[^"]*"|[^,;"\s]*))?)*)/g;

/** The target of `rel="next"` in the `Link` headers of an answer (RFC 8288). */
function nextLinkOf(headers: ListAnswer["headers"]): string | undefined {
  const values = headers.filter(([name]) => name === "link").map(([, value]) => value);
  for (const [, target, parameters = ""] of values.join(", ").matchAll(LINK)) {
    const relation = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i.exec(parameters);
    if (relation && (relation[1] ?? relation[2] ?? "").toLowerCase().split(/\s+/).includes("next")) return target;
  }
  return undefined;
}
