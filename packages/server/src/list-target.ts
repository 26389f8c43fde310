/** A request target that is the list's route, taken apart but not yet judged. */
export interface ListTarget {
  /** The `{id}` segment, still percent-encoded; may be empty. */
  readonly encodedId: string;
  /** What follows the question mark; "" if there is none. */
  readonly query: string;
}

const ROUTE = /^\/v1\/live_entities\/([^/]*)\/live_sessions$/;
// RFC 9112 §3.2.2: a server accepts the absolute form too.
const ABSOLUTE_FORM = /^https?:\/\/[^/?#]*/i;

/** @returns undefined for every other route */
export function parseListTarget(target: string): ListTarget | undefined {
  const origin = target.startsWith("/") ? target : target.replace(ABSOLUTE_FORM, "");
  const mark = origin.indexOf("?");
  const path = mark < 0 ? origin : origin.slice(0, mark);
  const encodedId = ROUTE.exec(path)?.[1];
  return encodedId === undefined ? undefined : { encodedId, query: mark < 0 ? "" : origin.slice(mark + 1) };
}
