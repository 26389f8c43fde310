import type { SessionReading } from "../reading/page-reading.ts";
import { compareInstants } from "../reading/rfc3339.ts";
import { tokenIn } from "./followed.ts";
import type { View } from "./view.ts";

/**
 * Read-only: tells which sessions of an entity had begun before the run did. Those were on the first page that it read of the
 * entity, or are older than its head; any other may be at one instance and not yet at another.
 */
export function settledIn(view: View, entity: string | undefined): (session: SessionReading) => boolean {
  const first = view.pages.find(({ exchange }) => exchange.purpose.entity === entity && tokenIn(exchange) === "");
  const head = first?.sessions[0]?.createdAt;
  const known = new Set(first?.sessions.map(({ id }) => id));
  return ({ id, createdAt }) =>
    known.has(id) || head === undefined || createdAt === undefined || compareInstants(createdAt, head) < 0;
}
