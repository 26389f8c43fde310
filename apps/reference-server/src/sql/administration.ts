import type { Administration, KeyOptions, KeyRow } from "../session-database.ts";
import { epochSeconds, insertAccount, insertEntity, insertKey, type NewKey } from "./account-rows.ts";
import { importBatch } from "./import-batch.ts";
import { deleteSession, touch } from "./session-rows.ts";
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
    createEntity: (account, id, stream) => database.transaction(() => createEntity(account, id, stream)),
    hasEntity: (id) => database.run(() => finds("select 1 from live_entities where id = $1", id)),
    listEntities: async (account) =>
      (await database.run(() => listEntities(account))).map(([id, owner, stream]) => ({
        id: String(id),
        account: String(owner),
        stream: stream === null ? null : String(stream),
      })),
    createKey: (account, options) => database.transaction(() => createKey(account, options)),
    listKeys: async (account) => (await database.run(() => listKeys(account))).map(keyRow),
    revokeKey: (id) => database.run(() => revokeKey(id)),
    // The foreign keys take everything along that is theirs.
    deleteAccount: (id) => database.run(() => finds("delete from accounts where id = $1 returning 1", id)),
    deleteEntity: (id) => database.run(() => finds("delete from live_entities where id = $1 returning 1", id)),
    deleteSession: (entityId, sessionId) => database.transaction(() => removeSession(entityId, sessionId)),
    importSessions: (account, sessions) => database.transaction(() => importBatch(account, sessions)),
  };
}

function hasAccount(id: string): Sql<boolean> {
  return finds("select 1 from accounts where id = $1", id);
}

function* createEntity(account: string, id: string, stream: string | undefined): Sql<boolean> {
  // Locked, so that no other entity takes the stream meanwhile.
  if (!(yield* finds("select 1 from accounts where id = $1 for update", account))) return false;
  if (yield* finds("select 1 from live_entities where id = $1", id)) return false;
  const isTaken = "select 1 from live_entities where account_id = $1 and stream = $2";
  if (stream !== undefined && (yield* finds(isTaken, account, stream))) return false;
  yield* insertEntity(account, id, stream ?? null);
  return true;
}

function* createKey(account: string, options: KeyOptions): Sql<NewKey | undefined> {
  return (yield* hasAccount(account)) ? yield* insertKey(account, options) : undefined;
}

function* removeSession(entityId: string, sessionId: string): Sql<boolean> {
  yield* touch(entityId);
  return yield* deleteSession(entityId, sessionId);
}

// The cast is for PostgreSQL, which cannot tell what a parameter is that is only compared with null.
const OF_ACCOUNT = "where cast($1 as text) is null or account_id = $1";

function listEntities(account: string | undefined): ReturnType<typeof rows> {
  return rows(
    `select id, account_id, stream from live_entities ${OF_ACCOUNT} order by account_id, id`,
    account ?? null,
  );
}

function listKeys(account: string | undefined): ReturnType<typeof rows> {
  const columns = "id, name, account_id, created_at, scopes, expires_at, revoked_at";
  return rows(`select ${columns} from api_keys ${OF_ACCOUNT} order by created_at, id`, account ?? null);
}

function keyRow([id, name, account, createdAt, scopes, expiresAt, revokedAt]: readonly unknown[]): KeyRow {
  return {
    id: String(id),
    name: String(name),
    account: String(account),
    createdAt: Number(createdAt),
    scopes: String(scopes).split(" "),
    expiresAt: expiresAt === null ? null : Number(expiresAt),
    revokedAt: revokedAt === null ? null : Number(revokedAt),
  };
}

function revokeKey(id: string): Sql<boolean> {
  const sql = "update api_keys set revoked_at = $1 where id = $2 and revoked_at is null returning 1";
  return finds(sql, epochSeconds(), id);
}
