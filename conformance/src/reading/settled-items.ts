import type { ItemReading } from "../reading/page-reading.ts";
import { compareInstants } from "../reading/rfc3339.ts";
import { tokenIn } from "./followed-pages.ts";
import type { View } from "./view.ts";

/**
 * Read-only: tells which sessions of a collection had begun before the run did. Those were on the first page that it read of the
 * collection, or are older than its head; any other may be at one instance and not yet at another.
 */
export function settledIn(view: View, collection: string | undefined): (item: ItemReading) => boolean {
  const first = view.pages.find(
    ({ exchange }) => exchange.purpose.collection === collection && tokenIn(exchange) === "",
  );
  const head = first?.items[0]?.sortTime;
  const known = new Set(first?.items.map(({ id }) => id));
  return ({ id, sortTime }) =>
    known.has(id) || head === undefined || sortTime === undefined || compareInstants(sortTime, head) < 0;
}
