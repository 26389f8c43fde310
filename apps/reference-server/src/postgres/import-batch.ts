import { ImportConflict, type ImportCounts } from "../session-database.ts";
import type { StoredSession } from "../stored-session.ts";
import { putSessions, type Queryable, touch } from "./write-rows.ts";

/**
 * Writes a batch within the caller's transaction; see `Administration.importSessions`.
 *
 * @throws {ImportConflict} for the first session that cannot be written
 */
export async function importBatch(
  client: Queryable,
  account: string,
  sessions: readonly StoredSession[],
): Promise<ImportCounts> {
  await ensureEntities(client, account, sessions);
  const present = await findPresent(client, sessions);
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
  await touch(client, [...new Set([...written.values()].map(({ session }) => session.entity_id))]);
  await putSessions(client, [...written.values()]);
  return counts;
}

function movedConflict(index: number): ImportConflict {
  return new ImportConflict(index, "/created_at: the session of this id is there with another created_at.");
}

// Ids hold no control characters, so this joins them without ambiguity.
function placeOf(entityId: string, sessionId: string): string {
  return `${entityId}\n${sessionId}`;
}

async function ensureEntities(client: Queryable, account: string, sessions: readonly StoredSession[]): Promise<void> {
  const ids = [...new Set(sessions.map(({ session }) => session.entity_id))].sort();
  await client.query(
    "insert into live_entities (id, account_id) select id, $2 from unnest ($1::text[]) id on conflict do nothing",
    [ids, account],
  );
  // In one order, so that two imports never wait for each other; until the end, so that nobody writes in between.
  const { rows } = await client.query<{ id: string; account_id: string }>(
    "select id, account_id from live_entities where id = any ($1) order by id for update",
    [ids],
  );
  const foreign = new Set(rows.filter(({ account_id }) => account_id !== account).map(({ id }) => id));
  const index = sessions.findIndex(({ session }) => foreign.has(session.entity_id));
  if (index >= 0) throw new ImportConflict(index, "/entity_id: the entity belongs to another account.");
}

interface Present {
  readonly createdAt: number;
  readonly body: string;
}

async function findPresent(client: Queryable, sessions: readonly StoredSession[]): Promise<Map<string, Present>> {
  const { rows } = await client.query<{ entity_id: string; id: string; created_at: string; body: string }>(
    `select s.entity_id, s.id, s.created_at, s.body
     from unnest ($1::text[], $2::text[]) wanted (entity_id, id) join live_sessions s using (entity_id, id)`,
    [sessions.map(({ session }) => session.entity_id), sessions.map(({ session }) => session.id)],
  );
  return new Map(
    rows.map((row) => [placeOf(row.entity_id, row.id), { createdAt: Number(row.created_at), body: row.body }]),
  );
}
