import type { Exchange } from "../recording/exchange.ts";
import { isRecord, readPage } from "./page-reading.ts";

/**
 * The `data` of a page as text to compare: members in one order, as the order in which a server writes them is free.
 *
 * @returns undefined when the answer is no page
 */
export function pageData(exchange: Exchange): string | undefined {
  const page = readPage(exchange);
  return "fault" in page ? undefined : JSON.stringify(page.sessions.map(({ members }) => ordered(members)));
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (!isRecord(value)) return value;
  // Pairs, not an object: a member may be named __proto__.
  return Object.keys(value)
    .sort()
    .map((name) => [name, ordered(value[name])]);
}
