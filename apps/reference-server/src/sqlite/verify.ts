import type { DatabaseSync } from "node:sqlite";
import { RuntimeFailure } from "../cli-error.ts";
import { storedPlaceOf } from "../stored-session.ts";
import { checksumOf } from "./session-chain.ts";

/**
 * What is wrong with a file: by SQLite's own check of its structure, its indexes and its references, by the checksum of each row
 * and the order that they tell, and by what the bodies say of the other columns.
 *
 * @returns a sentence for each place
 */
export function* damages(database: DatabaseSync): Iterable<string> {
  const structure = database
    .prepare("pragma integrity_check")
    .all()
    .map((row) => String(row["integrity_check"]));
  if (structure.join() !== "ok") {
    yield* structure;
    return;
  }
  for (const row of database.prepare("pragma foreign_key_check").all()) {
    yield `A row of ${row["table"]} refers to one of ${row["parent"]} that is not there.`;
  }
  yield* damagedSessions(database);
  for (const row of database.prepare(WRONG_NEWEST_SQL).all()) {
    yield `The live entity ${row["id"]} does not know its newest session.`;
  }
}

/**
 * SQLite's quick check: reads the whole file, at some hundred megabytes a second.
 *
 * @throws {RuntimeFailure} when the structure of the file is damaged
 */
export function quickCheck(database: DatabaseSync, file: string): void {
  const found = String(Object.values(database.prepare("pragma quick_check(1)").get() ?? {})[0]);
  if (found === "ok") return;
  throw new RuntimeFailure(`${file} is damaged (${found.split("\n", 1)[0]}): restore a back-up.`);
}

// In the order of the list, so that of each row the one before is the one that its checksum leads to.
const SESSIONS_SQL = `
  select entity_id, created_at, id, body, checksum,
    lead(id) over (partition by entity_id order by created_at desc, id desc) as next_id
  from live_sessions`;

const WRONG_NEWEST_SQL = `
  select id from live_entities e where newest_id is not
    (select s.id from live_sessions s where s.entity_id = e.id order by s.created_at desc, s.id desc limit 1)`;

function* damagedSessions(database: DatabaseSync): Iterable<string> {
  for (const row of database.prepare(SESSIONS_SQL).iterate()) {
    const [entityId, id, body] = [String(row["entity_id"]), String(row["id"]), String(row["body"])];
    const next = row["next_id"] === null ? undefined : String(row["next_id"]);
    const place = storedPlaceOf(body);
    const isInPlace = place?.entityId === entityId && place.id === id && place.createdAt === Number(row["created_at"]);
    if (!isInPlace || checksumOf(body, next) !== Number(row["checksum"])) {
      const session = `The session ${JSON.stringify(id)} of the live entity ${JSON.stringify(entityId)}`;
      yield `${session} is not what was written, or one that followed it is missing.`;
    }
  }
}
