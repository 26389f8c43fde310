import type { SessionReading } from "../reading/page-reading.ts";
import type { Exchange } from "../recording/exchange.ts";
import type { View } from "./view.ts";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** True when both are the same id; UUIDs are compared without case (RFC 9562 §4), other ids with it. */
function sameEntityId(a: string, b: string): boolean {
  return a === b || (uuid.test(a) && uuid.test(b) && a.toLowerCase() === b.toLowerCase());
}

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
  const id = view.entity(asked)?.id;
  return sessions.find((session) => {
    const entityId = session.members["entity_id"];
    if (id !== undefined && typeof entityId === "string" && !sameEntityId(entityId, id)) return true;
    const owners = session.id === undefined ? undefined : view.known?.entitiesOf(session.id);
    return owners !== undefined && !owners.has(asked);
  });
}
