import { MEMBERS } from "../profile/live-sessions/members.ts";
import type { Exchange } from "../recording/exchange.ts";
import { comparableId } from "./comparable-id.ts";
import type { ItemReading } from "./page-reading.ts";
import type { View } from "./view.ts";

/**
 * The first session of a page that is not the asked collection's: by the id that it gives, or because it is known to be another's.
 * A session that gives none, or one that is not a string, is left to the schema.
 */
export function foreignItem(view: View, exchange: Exchange, items: readonly ItemReading[]): ItemReading | undefined {
  const asked = exchange.purpose.collection ?? "";
  const given = view.collection(asked)?.id;
  const id = given === undefined ? undefined : comparableId(given);
  return items.find((item) => {
    const givenId = item.members[MEMBERS.collectionId];
    const isOther = id !== undefined && typeof givenId === "string" && givenId !== id && comparableId(givenId) !== id;
    if (isOther) return true;
    const owners = item.id === undefined ? undefined : view.known?.collectionsOf(item.id);
    return owners !== undefined && !owners.has(asked);
  });
}
