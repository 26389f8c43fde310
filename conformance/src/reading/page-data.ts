import { createHash } from "node:crypto";
import { isObject } from "../profile/json-pointer.ts";
import type { Exchange, RecordedBody } from "../recording/exchange.ts";
import { type ItemReading, readPage } from "./page-reading.ts";

const digests = new WeakMap<RecordedBody, string>();
const rowDigests = new WeakMap<object, string>();

/** What stands for a page that lists nothing. */
export const NO_SESSIONS = "no sessions";

/**
 * A digest of the `data` of a page, to compare: members in one order, as the order in which a server writes them is free.
 *
 * @returns undefined when the answer is not a page
 */
export function pageData(exchange: Exchange): string | undefined {
  const page = readPage(exchange);
  if ("unreadable" in page || !exchange.response) return undefined;
  const known = digests.get(exchange.response.body);
  if (known !== undefined) return known;
  if (page.items.length === 0) return NO_SESSIONS;
  const found = digestOf(page.items.map(digestOfItem).join());
  digests.set(exchange.response.body, found);
  return found;
}

// An item of another list may be a text.
function digestOfItem({ members, value }: ItemReading): string {
  return value === undefined || isObject(value) ? rowDigest(members) : digestOf(JSON.stringify(value));
}

// Pages of a run list the same rows again and again, and planted faults change few of them.
function rowDigest(members: object): string {
  const known = rowDigests.get(members);
  if (known !== undefined) return known;
  const found = digestOf(JSON.stringify(ordered(members)));
  rowDigests.set(members, found);
  return found;
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (!isObject(value)) return value;
  // Pairs, not an object: a member may be named __proto__.
  return Object.keys(value)
    .sort()
    .map((name) => [name, ordered(value[name])]);
}
