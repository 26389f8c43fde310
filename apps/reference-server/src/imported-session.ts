import { InvalidInput, parseName, parseNewLiveSession, parseObject } from "@live-sessions/provisioning";
import { type StoredSession, storedSession } from "./stored-session.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** An entity's id as the database holds it: UUIDs in lower case, since they are compared without case. */
export function normalEntityId(id: string): string {
  return UUID.test(id) ? id.toLowerCase() : id;
}

/**
 * Reads one line of an import: a live session as the list shows it. Times may have any offset, unknown members are dropped.
 *
 * @throws {InvalidInput} naming the member that is wrong or missing
 */
export function parseImportedSession(line: string): StoredSession {
  const value = parseObject(parseJson(line), "");
  const id = parseName(value["id"], "/id");
  const entity_id = normalEntityId(parseName(value["entity_id"], "/entity_id"));
  const stream_key = parseName(value["stream_key"], "/stream_key");
  // The protocol has defaults for these two, an import has none.
  for (const member of ["created_at", "updated_at"]) parseName(value[member], `/${member}`);
  return storedSession({ ...parseNewLiveSession(value, "", 0), id, entity_id, stream_key });
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new InvalidInput("", "one JSON object, as NDJSON has them, a line each");
  }
}
