import { ImportConflict, type ImportCounts } from "../session-database.ts";
import type { StoredSession } from "../stored-session.ts";
import { newVersion, putSessions, touch } from "./session-rows.ts";
import { placeholders, rows, type Sql } from "./statements.ts";

/**
 * Writes a batch; see `Administration.importSessions`.
 *
 * @throws {ImportConflict} for the first session that cannot be written
 */
export function* importBatch(account: string, sessions: readonly StoredSession[]): Sql<ImportCounts> {
  yield* ensureEntities(account, sessions);
  const present = yield* findPresent(sessions);
  const counts = { inserted: 0, changed: 0, unchanged: 0 };
  const written = new Map<string, StoredSession>();
  for (const [index, session] of sessions.entries()) {
    const place = placeOf(session.session.entity_id, session.session.id);
    const before = present.get(place);
    if (before?.body === session.body) counts.unchanged += 1;
    else {
      if (before && before.createdAt !== session.createdAt) throw movedConflict(index);
      counts[before ? "changed" : "inserted"] += 1;
      written.set(place, session);
    }
    // A line may come twice in one batch: the second finds the first.
    present.set(place, session);
  }
  yield* touch(...entityIdsOf([...written.values()]));
  yield* putSessions([...written.values()]);
  return counts;
}

function movedConflict(index: number): ImportConflict {
  return new ImportConflict(index, "/created_at: the session of this id is there with another created_at.");
}

// Ids hold no control characters, so this joins them without ambiguity.
function placeOf(entityId: string, sessionId: string): string {
  return `${entityId}\n${sessionId}`;
}

// In one order, so that two imports never wait for each other.
function entityIdsOf(sessions: readonly StoredSession[]): readonly string[] {
  return [...new Set(sessions.map(({ session }) => session.entity_id))].sort();
}

function* ensureEntities(account: string, sessions: readonly StoredSession[]): Sql<void> {
  const ids = entityIdsOf(sessions);
  if (ids.length === 0) return;
  yield* rows(
    `insert into live_entities (id, account_id, version) values ${placeholders(ids.length, 3)} on conflict do nothing`,
    ...ids.flatMap((id) => [id, account, newVersion()]),
  );
  // Locked until the end, so that nobody writes in between.
  const sql = `select id, account_id from live_entities where id in ${placeholders(1, ids.length)} order by id for update`;
  const foreign = new Set((yield* rows(sql, ...ids)).filter((row) => row[1] !== account).map(([id]) => id));
  const index = sessions.findIndex(({ session }) => foreign.has(session.entity_id));
  if (index >= 0) throw new ImportConflict(index, "/entity_id: the entity belongs to another account.");
}

interface Present {
  readonly createdAt: number;
  readonly body: string;
}

function* findPresent(sessions: readonly StoredSession[]): Sql<Map<string, Present>> {
  if (sessions.length === 0) return new Map();
  const found = yield* rows(
    `select s.entity_id, s.id, s.created_at, s.body
     from (values ${placeholders(sessions.length, 2)}) wanted
     join live_sessions s on s.entity_id = wanted.column1 and s.id = wanted.column2`,
    ...sessions.flatMap(({ session }) => [session.entity_id, session.id]),
  );
  return new Map(
    found.map(([entityId, id, createdAt, body]) => [
      placeOf(String(entityId), String(id)),
      { createdAt: Number(createdAt), body: String(body) },
    ]),
  );
}
