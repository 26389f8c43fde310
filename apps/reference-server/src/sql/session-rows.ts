import { randomBytes } from "node:crypto";
import type { StoredSession } from "../stored-session.ts";
import { finds, placeholders, rows, type Sql } from "./statements.ts";

// Rows of one statement: few enough that its parameters stay below what SQLite takes.
const CHUNK = 500;

/** A text that no entity's version ever was. Random, not counted: a counter would come back after a restored back-up. */
export function newVersion(): string {
  return randomBytes(9).toString("base64url");
}

/**
 * Gives entities a version that they never had and, on PostgreSQL, locks their rows until the transaction ends: a writer
 * sessions does this first, so that version and list change together.
 */
export function* touch(...entityIds: readonly string[]): Sql<void> {
  if (entityIds.length === 0) return;
  const ids = placeholders(1, entityIds.length, 2);
  yield* rows(`update live_entities set version = $1 where id in ${ids}`, newVersion(), ...entityIds);
}

/** Inserts sessions, or replaces the bodies of those in their places; none may be given twice. */
export function* putSessions(sessions: readonly StoredSession[]): Sql<void> {
  for (let from = 0; from < sessions.length; from += CHUNK) {
    const chunk = sessions.slice(from, from + CHUNK);
    yield* rows(
      `insert into live_sessions (entity_id, created_at, id, body) values ${placeholders(chunk.length, 4)}
       on conflict (entity_id, created_at, id) do update set body = excluded.body`,
      ...chunk.flatMap(({ session, createdAt, body }) => [session.entity_id, createdAt, session.id, body]),
    );
  }
}

/** Removes a session. @returns false when there was none */
export function* deleteSession(entityId: string, sessionId: string): Sql<boolean> {
  return yield* finds("delete from live_sessions where entity_id = $1 and id = $2 returning 1", entityId, sessionId);
}

/** @returns the body of a session, or undefined when there is none */
export function* findBody(entityId: string, sessionId: string): Sql<string | undefined> {
  const [row] = yield* rows("select body from live_sessions where entity_id = $1 and id = $2", entityId, sessionId);
  return row && String(row[0]);
}

/**
 * Whether an entity is an account's; on PostgreSQL, its row is locked until the transaction ends, so that a report sent twice
 * at the same time is two reports one after the other.
 */
export function* lockOwn(account: string, entityId: string): Sql<boolean> {
  const sql = "select 1 from live_entities where id = $1 and account_id = $2 for update";
  return yield* finds(sql, entityId, account);
}
