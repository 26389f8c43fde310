import type { Authentication, ListProfile } from "../profile/list-profile.ts";
import { percentEncoded } from "../transport/percent-encoded.ts";

/** Stands for the name of the parameter that holds a page's size, whatever the list calls it. */
export const SIZE: unique symbol = Symbol("size");

/** The same name with one of its characters as an escape, which means the same (RFC 3986 §2.3). */
export const ESCAPED_SIZE: unique symbol = Symbol("escaped size");

/** Stands for the name of the parameter that holds a position, whatever the list calls it. */
export const POSITION: unique symbol = Symbol("position");

/** A query parameter: its name and its value, which is percent-encoded unless it says it is. */
export type QueryParameter = readonly [
  name: string | typeof SIZE | typeof ESCAPED_SIZE | typeof POSITION,
  value: string,
  form?: "encoded",
];

/**
 * Path and query of a request.
 *
 * @param segment the collection's segment of the path, percent-encoded; undefined for a list that has one alone
 * @param path another path than the list's, percent-encoded
 */
export function targetOf(
  profile: ListProfile,
  segment: string | undefined,
  query: readonly QueryParameter[],
  path: string = pathOf(profile, segment),
): string {
  const { paging } = profile;
  const position = query.find(([name]) => name === POSITION)?.[1];
  if ((paging.style === "link" || paging.style === "body-link") && position !== undefined)
    return followedLink(position, query);
  const given = query.flatMap(([name, value, form]) => {
    const known = nameOf(profile, name);
    return known === undefined ? [] : [[known, form === "encoded" ? value : percentEncoded(value)] as const];
  });
  const fixed = Object.entries(profile.query)
    .filter(([name]) => !given.some(([other]) => other === percentEncoded(name)))
    .map(([name, value]) => [percentEncoded(name), percentEncoded(value)] as const);
  return `${path}${queryText([...fixed, ...given])}`;
}

// The next page's URL holds the size and whatever else the server needs.
function followedLink(link: string, query: readonly QueryParameter[]): string {
  const others = query.filter(([name]) => typeof name === "string");
  const pairs = others.map(([name, value]) => `${percentEncoded(String(name))}=${percentEncoded(value)}`);
  if (pairs.length === 0) return link;
  return `${link}${link.includes("?") ? "&" : "?"}${pairs.join("&")}`;
}

function nameOf({ name: list, paging }: ListProfile, name: QueryParameter[0]): string | undefined {
  if (name === ESCAPED_SIZE) return paging.limitParam?.replace(/[^A-Za-z0-9]|.$/, escapeOf);
  const own = name === SIZE ? paging.limitParam : name === POSITION ? (paging.cursorParam ?? paging.offsetParam) : name;
  // The contract's own names, and the odd ones that are tried on it, are sent as they stand.
  return own === undefined || list === "live-sessions" ? own : percentEncoded(own);
}

function escapeOf(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}

/**
 * The list's path.
 *
 * @param segment the collection's segment of it, percent-encoded; undefined for a list that has one alone
 */
export function pathOf({ path, pathValues, collectionParam }: ListProfile, segment: string | undefined): string {
  return path.replaceAll(/\{([^}]+)\}/g, (_, name: string) =>
    name === collectionParam ? (segment ?? "") : percentEncoded(pathValues[name] ?? ""),
  );
}

function queryText(pairs: readonly (readonly [name: string, value: string])[]): string {
  return pairs.length === 0 ? "" : `?${pairs.map(([name, value]) => `${name}=${value}`).join("&")}`;
}

/** A key where a list wants it: a header, or a query parameter; nothing where it wants none. */
export interface SentKey {
  readonly headers: Readonly<Record<string, string>>;
  readonly query: readonly QueryParameter[];
}

/** Puts a key where the list wants it. */
export function sendKey(authentication: Authentication | undefined, key: string | undefined): SentKey {
  if (authentication === undefined || key === undefined) return { headers: {}, query: [] };
  const { in: place, name } = authentication;
  if (place === "query") return { headers: {}, query: [[name, key]] };
  if (place === "cookie") return { headers: { cookie: `${name}=${key}` }, query: [] };
  return { headers: { [name.toLowerCase()]: key }, query: [] };
}
