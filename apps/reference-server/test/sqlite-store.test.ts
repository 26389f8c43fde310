import { registerStoreTests } from "@live-sessions/server/store-test-kit";
import { describe, it } from "vitest";
import { insertAccount, insertEntity } from "../src/sql/account-rows.ts";
import { deleteSession, putSessions, touch } from "../src/sql/session-rows.ts";
import type { Sql } from "../src/sql/statements.ts";
import { openDatabase } from "../src/sqlite/open-database.ts";
import { SqliteSql } from "../src/sqlite/sqlite-sql.ts";
import { SqliteStore } from "../src/sqlite/sqlite-store.ts";
import { storedSession } from "../src/stored-session.ts";

registerStoreTests(
  () => {
    const database = openDatabase(":memory:");
    const sql = new SqliteSql(database);
    return {
      store: new SqliteStore(database),
      owner: sql.run(() => insertAccount("owner")),
      stranger: sql.run(() => insertAccount("stranger")),
      addEntity: (account) => sql.run(() => insertEntity(account)),
      putSession: (session) => sql.transaction(() => writing(session.entity_id, putSessions([storedSession(session)]))),
      deleteSession: (entityId, sessionId) =>
        sql.transaction(() => writing(entityId, deleteSession(entityId, sessionId))),
      close: () => database.close(),
    };
  },
  { describe, it },
);

function* writing<T>(entityId: string, write: Sql<T>): Sql<T> {
  yield* touch(entityId);
  return yield* write;
}
