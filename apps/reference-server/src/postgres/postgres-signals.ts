import type { Pool } from "pg";
import { silentStoredSession } from "../stored-session.ts";
import { inTransaction } from "./transaction.ts";
import { findBody, putSessions, type Queryable, touch } from "./write-rows.ts";

/** Keeps when the signal of a session was heard that has just begun by ingest. */
export async function beginSignal(client: Queryable, entityId: string, sessionId: string, now: number): Promise<void> {
  const sql = "insert into ingest_signals (entity_id, session_id, last_signal_at) values ($1, $2, $3)";
  await client.query(sql, [entityId, sessionId, now]);
}

/** Does nothing for a session that is another account's, did not come in by ingest, or has ended. */
export async function noteSignal(
  client: Queryable,
  account: string,
  entityId: string,
  sessionId: string,
  now: number,
): Promise<void> {
  // One that was heard later stays; within one second nothing is written.
  const sql = `update ingest_signals s set last_signal_at = $4 from live_entities e
               where e.id = $1 and e.account_id = $2 and s.entity_id = $1 and s.session_id = $3 and last_signal_at < $4`;
  await client.query(sql, [entityId, account, sessionId, now]);
}

/** For the end of a session. */
export async function forgetSignal(client: Queryable, entityId: string, sessionId: string): Promise<void> {
  await client.query("delete from ingest_signals where entity_id = $1 and session_id = $2", [entityId, sessionId]);
}

interface SilentRow {
  readonly entity_id: string;
  readonly session_id: string;
}

/** See `Ingest.endSilent`. */
export async function endSilent(pool: Pool, before: number, most: number): Promise<number> {
  const sql = "select entity_id, session_id from ingest_signals where last_signal_at < $1 limit $2";
  const { rows } = await pool.query<SilentRow>(sql, [before, most]);
  let ended = 0;
  // Each in a transaction of its own, which holds one entity only: so it cannot deadlock with others that write.
  for (const row of rows) if (await inTransaction(pool, (client) => endIfSilent(client, row, before))) ended += 1;
  return ended;
}

async function endIfSilent(client: Queryable, row: SilentRow, before: number): Promise<boolean> {
  // The entity first, as everybody who writes sessions.
  await client.query("select 1 from live_entities where id = $1 for update", [row.entity_id]);
  // Asked again under the lock: a signal may have come, or another process may have ended it.
  const sql = `delete from ingest_signals where entity_id = $1 and session_id = $2 and last_signal_at < $3
               returning last_signal_at`;
  const taken = await client.query<{ last_signal_at: string }>(sql, [row.entity_id, row.session_id, before]);
  const body = taken.rows[0] && (await findBody(client, row.entity_id, row.session_id));
  // An import, or a change through provisioning, may have ended it.
  const ended = body === undefined ? undefined : silentStoredSession(body, Number(taken.rows[0]?.last_signal_at));
  if (!ended) return false;
  await touch(client, [row.entity_id]);
  await putSessions(client, [ended]);
  return true;
}
