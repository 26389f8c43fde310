import { readPage } from "../reading/page-reading.ts";
import type { Exchange } from "../recording/exchange.ts";

const members = ["id", "entity_id", "stream_key", "duration", "created_at", "updated_at"] as const;

/**
 * What a page says of its sessions, as text to compare: the contract's members in one order. The order in which a server
 * writes members is free, and further ones may have other values in each answer.
 *
 * @returns undefined when the answer is no page
 */
export function pageData(exchange: Exchange): string | undefined {
  const page = readPage(exchange);
  if ("fault" in page) return undefined;
  return JSON.stringify(page.sessions.map((session) => members.map((name) => session.members[name] ?? null)));
}
