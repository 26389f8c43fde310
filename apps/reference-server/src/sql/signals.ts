import { silentStoredSession } from "../stored-session.ts";
import { findBody, lockOwn, putSessions, touch } from "./session-rows.ts";
import { finds, rows, type Sql, type SqlDatabase } from "./statements.ts";

// What was heard so much later than it is now was heard by a clock that was wrong.
const MAX_AHEAD_SECONDS = 60;

/** When a session that came in by ingest was heard, in epoch seconds of the process that heard it. */
export interface Heard {
  readonly sessionId: string;
  /** Its start. */
  readonly beganAt: number;
  /** Its last signal; of a session without any, its start. */
  readonly lastSignalAt: number;
}

/** Keeps when a session was heard that has just begun by ingest, and what the media server calls its connection. */
export function* beginSignal(entityId: string, sessionId: string, now: number, source: string | null): Sql<void> {
  yield* rows(
    `insert into ingest_signals (entity_id, session_id, source, began_at, last_signal_at)
     values ($1, $2, $3, $4, $5)`,
    entityId,
    sessionId,
    source,
    now,
    now,
  );
}

/**
 * Notes a signal; what was heard last counts, as a clock that was ahead for a moment must not have the last word. Does nothing
 * for a session that is another account's, did not come in by ingest, or has ended.
 */
export function* noteSignal(account: string, entityId: string, sessionId: string, now: number): Sql<void> {
  // Within one second nothing is written.
  yield* rows(
    `update ingest_signals set last_signal_at = $1
     where entity_id = $2 and session_id = $3 and last_signal_at <> $1
     and exists (select 1 from live_entities where id = $2 and account_id = $4)`,
    now,
    entityId,
    sessionId,
    account,
  );
}

/** What is in progress of an entity, of what came in by ingest. */
export function* heardOf(entityId: string): Sql<readonly Heard[]> {
  const sql = "select session_id, began_at, last_signal_at from ingest_signals where entity_id = $1";
  return (yield* rows(sql, entityId)).map(([sessionId, beganAt, lastSignalAt]) => ({
    sessionId: String(sessionId),
    beganAt: Number(beganAt),
    lastSignalAt: Number(lastSignalAt),
  }));
}

/** For the end of a session. @returns when it was heard; undefined when it did not come in by ingest, or has ended */
export function* takeHeard(entityId: string, sessionId: string): Sql<Heard | undefined> {
  const heard = (yield* heardOf(entityId)).find((each) => each.sessionId === sessionId);
  yield* rows("delete from ingest_signals where entity_id = $1 and session_id = $2", entityId, sessionId);
  return heard;
}

/** See `Ingest.endSilent`. */
export async function endSilent(database: SqlDatabase, before: number, most: number, now: number): Promise<number> {
  const silent = await database.run(() => findSilent(before, most, now));
  let ended = 0;
  // Each in a transaction of its own, which holds one entity only: so it cannot deadlock with others that write.
  for (const [entityId, sessionId] of silent) {
    const isEnded = await database.transaction(() => endIfSilent(String(entityId), String(sessionId), before));
    if (isEnded) ended += 1;
  }
  return ended;
}

function* findSilent(before: number, most: number, now: number): Sql<readonly (readonly unknown[])[]> {
  const sql =
    "select entity_id, session_id from ingest_signals where last_signal_at < $1 or last_signal_at > $2 limit $3";
  const found = yield* rows(sql, before, now + MAX_AHEAD_SECONDS, most);
  // Mostly there are none, and nobody has to wait for a lock.
  if (found.length > 0) {
    yield* rows(
      "update ingest_signals set last_signal_at = $1 where last_signal_at > $2",
      now,
      now + MAX_AHEAD_SECONDS,
    );
  }
  return found;
}

function* endIfSilent(entityId: string, sessionId: string, before: number): Sql<boolean> {
  // The entity first, as everybody who writes sessions.
  yield* rows("select 1 from live_entities where id = $1 for update", entityId);
  // Asked again under the lock: a signal may have come, or another process may have ended it.
  const isSilent = yield* finds(
    "select 1 from ingest_signals where entity_id = $1 and session_id = $2 and last_signal_at < $3",
    entityId,
    sessionId,
    before,
  );
  return isSilent && (yield* endAtLastSignal(entityId, sessionId));
}

/** Ends a session at its last signal. @returns false when it had ended before, by an import or through provisioning */
export function* endAtLastSignal(entityId: string, sessionId: string, atLeast = 0): Sql<boolean> {
  const heard = yield* takeHeard(entityId, sessionId);
  const body = heard && (yield* findBody(entityId, sessionId));
  if (body === undefined || heard === undefined) return false;
  const ended = silentStoredSession(body, heard.beganAt, Math.max(heard.lastSignalAt, atLeast));
  if (!ended) return false;
  yield* touch(entityId);
  yield* putSessions([ended]);
  return true;
}

/** Which session of an entity's is in progress by the name that a media server has for its connection. */
export function* findBySource(account: string, entityId: string, source: string): Sql<string | undefined> {
  if (!(yield* lockOwn(account, entityId))) return undefined;
  const sql = "select session_id from ingest_signals where entity_id = $1 and source = $2";
  const [row] = yield* rows(sql, entityId, source);
  return row && String(row[0]);
}
