import type { Exchange } from "../recording/exchange.ts";
import { comparableId } from "./comparable-id.ts";
import type { SessionReading } from "./page-reading.ts";
import type { View } from "./view.ts";

/**
 * The first session of a page that is not the asked entity's: by its `entity_id`, or because it is known to be another's.
 * A session whose `entity_id` is no string is left to the schema.
 */
export function foreignSession(
  view: View,
  exchange: Exchange,
  sessions: readonly SessionReading[],
): SessionReading | undefined {
  const asked = exchange.purpose.entity ?? "";
  const given = view.entity(asked)?.id;
  const id = given === undefined ? undefined : comparableId(given);
  return sessions.find((session) => {
    const entityId = session.members["entity_id"];
    const isOther =
      id !== undefined && typeof entityId === "string" && entityId !== id && comparableId(entityId) !== id;
    if (isOther) return true;
    const owners = session.id === undefined ? undefined : view.known?.entitiesOf(session.id);
    return owners !== undefined && !owners.has(asked);
  });
}
