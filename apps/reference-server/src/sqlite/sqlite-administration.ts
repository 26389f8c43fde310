import type { DatabaseSync, SQLOutputValue, StatementSync } from "node:sqlite";
import { type Administration, ImportConflict, type ImportCounts, type KeyRow } from "../session-database.ts";
import type { StoredSession } from "../stored-session.ts";
import { SqliteWriter } from "./sqlite-writer.ts";
import { inTransaction } from "./transaction.ts";

/** The operator's commands on an SQLite database. */
export function sqliteAdministration(database: DatabaseSync): Administration {
  const writer = new SqliteWriter(database);
  const importer = new Importer(database, writer);
  const has = (table: "accounts" | "live_entities", id: string): boolean =>
    database.prepare(`select 1 from ${table} where id = ?`).get(id) !== undefined;
  return {
    createAccount: (name) => writer.insertAccount(name),
    listAccounts: () =>
      database
        .prepare("select id, name from accounts order by name, id")
        .all()
        .map((row) => ({ id: String(row["id"]), name: String(row["name"]) })),
    createEntity: (account, id) => {
      if (!has("accounts", account) || has("live_entities", id)) return false;
      writer.insertEntity(account, id);
      return true;
    },
    hasEntity: (id) => has("live_entities", id),
    listEntities: (account) =>
      database
        .prepare("select id, account_id from live_entities where ?1 is null or account_id = ?1 order by account_id, id")
        .all(account ?? null)
        .map((row) => ({ id: String(row["id"]), account: String(row["account_id"]) })),
    createKey: (account, name) => (has("accounts", account) ? writer.insertKey(account, name) : undefined),
    listKeys: (account) =>
      database
        .prepare("select * from api_keys where ?1 is null or account_id = ?1 order by created_at, id")
        .all(account ?? null)
        .map(keyRow),
    revokeKey: (id) => {
      const revoke = database.prepare(
        "update api_keys set revoked_at = unixepoch() where id = ? and revoked_at is null",
      );
      return Number(revoke.run(id).changes) > 0;
    },
    importSessions: (account, sessions) => inTransaction(database, () => importer.write(account, sessions)),
    exportSessions: (entityId) => exportBodies(database, entityId),
  };
}

function keyRow(row: Record<string, SQLOutputValue>): KeyRow {
  const { id, name, account_id: account, created_at: createdAt, revoked_at: revokedAt } = row;
  return {
    id: String(id),
    name: String(name),
    account: String(account),
    createdAt: Number(createdAt),
    revokedAt: revokedAt === null ? null : Number(revokedAt),
  };
}

function* exportBodies(database: DatabaseSync, entityId: string | undefined): Iterable<string> {
  const condition = entityId === undefined ? "" : "where entity_id = ?";
  const statement = database.prepare(`select body from live_sessions ${condition} order by entity_id, created_at, id`);
  for (const row of entityId === undefined ? statement.iterate() : statement.iterate(entityId)) {
    yield String(row["body"]);
  }
}

class Importer {
  readonly #writer: SqliteWriter;
  readonly #accountOf: StatementSync;
  readonly #find: StatementSync;

  constructor(database: DatabaseSync, writer: SqliteWriter) {
    this.#writer = writer;
    this.#accountOf = database.prepare("select account_id from live_entities where id = ?");
    this.#find = database.prepare("select created_at, body from live_sessions where entity_id = ? and id = ?");
  }

  write(account: string, sessions: readonly StoredSession[]): ImportCounts {
    const counts = { inserted: 0, changed: 0, unchanged: 0 };
    for (const [index, session] of sessions.entries()) {
      this.#ensureEntity(account, session, index);
      counts[this.#put(session, index)] += 1;
    }
    return counts;
  }

  #ensureEntity(account: string, { session }: StoredSession, index: number): void {
    const owner = this.#accountOf.get(session.entity_id)?.["account_id"];
    if (owner === undefined) this.#writer.insertEntity(account, session.entity_id);
    else if (owner !== account) throw new ImportConflict(index, "/entity_id: the entity belongs to another account.");
  }

  #put(session: StoredSession, index: number): keyof ImportCounts {
    const before = this.#find.get(session.session.entity_id, session.session.id);
    if (before?.["body"] === session.body) return "unchanged";
    if (before && Number(before["created_at"]) !== session.createdAt) {
      throw new ImportConflict(index, "/created_at: the session of this id is there with another created_at.");
    }
    this.#writer.putSession(session);
    return before ? "changed" : "inserted";
  }
}
