import type { Administration, KeyRow } from "../session-database.ts";
import { epochSeconds, insertAccount, insertEntity, insertKey, type NewKey } from "./account-rows.ts";
import { importBatch } from "./import-batch.ts";
import { finds, rows, type Sql, type SqlDatabase } from "./statements.ts";

/** The operator's commands, but for those that each database has its own means for. */
export function sqlAdministration(database: SqlDatabase): Omit<Administration, "exportSessions"> {
  return {
    createAccount: (name) => database.run(() => insertAccount(name)),
    listAccounts: async () =>
      (await database.run(() => rows("select id, name from accounts order by name, id"))).map(([id, name]) => ({
        id: String(id),
        name: String(name),
      })),
    createEntity: (account, id) => database.transaction(() => createEntity(account, id)),
    hasEntity: (id) => database.run(() => finds("select 1 from live_entities where id = $1", id)),
    listEntities: async (account) =>
      (await database.run(() => listEntities(account))).map(([id, owner]) => ({
        id: String(id),
        account: String(owner),
      })),
    createKey: (account, name) => database.transaction(() => createKey(account, name)),
    listKeys: async (account) => (await database.run(() => listKeys(account))).map(keyRow),
    revokeKey: (id) => database.run(() => revokeKey(id)),
    importSessions: (account, sessions) => database.transaction(() => importBatch(account, sessions)),
  };
}

function hasAccount(id: string): Sql<boolean> {
  return finds("select 1 from accounts where id = $1", id);
}

function* createEntity(account: string, id: string): Sql<boolean> {
  if (!(yield* hasAccount(account))) return false;
  if (yield* finds("select 1 from live_entities where id = $1", id)) return false;
  yield* insertEntity(account, id);
  return true;
}

function* createKey(account: string, name: string): Sql<NewKey | undefined> {
  return (yield* hasAccount(account)) ? yield* insertKey(account, name) : undefined;
}

// The cast is for PostgreSQL, which cannot tell what a parameter is that is only compared with null.
const OF_ACCOUNT = "where cast($1 as text) is null or account_id = $1";

function listEntities(account: string | undefined): ReturnType<typeof rows> {
  return rows(`select id, account_id from live_entities ${OF_ACCOUNT} order by account_id, id`, account ?? null);
}

function listKeys(account: string | undefined): ReturnType<typeof rows> {
  const sql = `select id, name, account_id, created_at, revoked_at from api_keys ${OF_ACCOUNT} order by created_at, id`;
  return rows(sql, account ?? null);
}

function keyRow([id, name, account, createdAt, revokedAt]: readonly unknown[]): KeyRow {
  return {
    id: String(id),
    name: String(name),
    account: String(account),
    createdAt: Number(createdAt),
    revokedAt: revokedAt === null ? null : Number(revokedAt),
  };
}

function revokeKey(id: string): Sql<boolean> {
  const sql = "update api_keys set revoked_at = $1 where id = $2 and revoked_at is null returning 1";
  return finds(sql, epochSeconds(), id);
}
