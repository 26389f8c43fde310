import { randomUUID } from "node:crypto";
import type { PoolClient } from "pg";
import { hashApiKey, mintApiKey } from "../api-key.ts";
import type { StoredSession } from "../stored-session.ts";

/** What a statement runs on: a connection in a transaction, or the pool for a statement alone. */
export type Queryable = Pick<PoolClient, "query">;

/** @returns the new account's id */
export async function insertAccount(client: Queryable, name: string, scenarioId?: string): Promise<string> {
  const id = randomUUID();
  await client.query("insert into accounts (id, name, scenario_id) values ($1, $2, $3)", [id, name, scenarioId]);
  return id;
}

/** @returns the new key, the only time that anybody sees it, and the id that it is revoked by */
export async function insertKey(
  client: Queryable,
  accountId: string,
  name: string,
): Promise<{ readonly id: string; readonly key: string }> {
  const key = mintApiKey();
  const id = randomUUID();
  const values = [hashApiKey(key), id, name, accountId];
  await client.query("insert into api_keys (hash, id, name, account_id) values ($1, $2, $3, $4)", values);
  return { id, key };
}

/** @returns the new entity's id */
export async function insertEntity(client: Queryable, accountId: string, id: string = randomUUID()): Promise<string> {
  await client.query("insert into live_entities (id, account_id) values ($1, $2)", [id, accountId]);
  return id;
}

/**
 * Gives entities versions that they never had, and locks their rows until the transaction ends: whoever writes
 * sessions does this first, so that versions and lists change together.
 *
 * @returns how many of them there are
 */
export async function touch(client: Queryable, entityIds: readonly string[]): Promise<number> {
  const { rowCount } = await client.query("update live_entities set version = gen_random_uuid() where id = any ($1)", [
    entityIds,
  ]);
  return rowCount ?? 0;
}

/** Inserts sessions, or replaces the bodies of those in their places; none may be given twice. */
export async function putSessions(client: Queryable, sessions: readonly StoredSession[]): Promise<void> {
  await client.query(
    `insert into live_sessions (entity_id, created_at, id, body)
     select * from unnest ($1::text[], $2::bigint[], $3::text[], $4::text[])
     on conflict (entity_id, created_at, id) do update set body = excluded.body`,
    [
      sessions.map(({ session }) => session.entity_id),
      sessions.map(({ createdAt }) => createdAt),
      sessions.map(({ session }) => session.id),
      sessions.map(({ body }) => body),
    ],
  );
}

/** Removes a session. @returns false when there was none */
export async function deleteSession(client: Queryable, entityId: string, sessionId: string): Promise<boolean> {
  const sql = "delete from live_sessions where entity_id = $1 and id = $2";
  return ((await client.query(sql, [entityId, sessionId])).rowCount ?? 0) > 0;
}

/** @returns the body of a session, or undefined when there is none */
export async function findBody(client: Queryable, entityId: string, sessionId: string): Promise<string | undefined> {
  const sql = "select body from live_sessions where entity_id = $1 and id = $2";
  return (await client.query<{ body: string }>(sql, [entityId, sessionId])).rows[0]?.body;
}
