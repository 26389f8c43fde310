import type { DatabaseSync } from "node:sqlite";
import type { RangeRequest } from "@live-sessions/server";
import { registerStoreTests } from "@live-sessions/server/store-test-kit";
import { describe, expect, it } from "vitest";
import { RememberingStore } from "../src/refinements/remembering-store.ts";
import { VerifyingOnce } from "../src/refinements/verifying-once.ts";
import type { DatabaseState } from "../src/session-database.ts";
import { insertAccount, insertEntity } from "../src/sql/account-rows.ts";
import { deleteSession, putSessions, touch } from "../src/sql/session-rows.ts";
import type { Sql } from "../src/sql/statements.ts";
import { openDatabase } from "../src/sqlite/open-database.ts";
import { SessionReader } from "../src/sqlite/session-reader.ts";
import { SqliteSql } from "../src/sqlite/sqlite-sql.ts";
import { SqliteStore } from "../src/sqlite/sqlite-store.ts";
import { storedSession } from "../src/stored-session.ts";

/** States that the test counts. */
class CountedState implements DatabaseState {
  seen = 0;
  committed = 0;

  look(): number {
    this.seen = this.committed;
    return this.seen;
  }

  isFaultPending(): boolean {
    return false;
  }
}

describe.each([
  ["plain", (database: DatabaseSync, _: CountedState) => new SqliteStore(new SessionReader(database))],
  [
    "refined",
    (database: DatabaseSync, state: CountedState) => new RememberingStore(new VerifyingOnce(database), state),
  ],
])("on SQLite, %s", (_, storeOn) => {
  registerStoreTests(
    () => {
      const database = openDatabase(":memory:");
      const state = new CountedState();
      const sql = new SqliteSql(database);
      const writing = <T>(entityId: string, write: Sql<T>): T => {
        state.committed += 1;
        return sql.transaction(() => touched(entityId, write));
      };
      return {
        store: storeOn(database, state),
        owner: sql.run(() => insertAccount("owner")),
        stranger: sql.run(() => insertAccount("stranger")),
        addEntity: (account) => sql.run(() => insertEntity(account)),
        putSession: (session) => writing(session.entity_id, putSessions([storedSession(session)])),
        deleteSession: (entityId, sessionId) => writing(entityId, deleteSession(entityId, sessionId)),
        close: () => database.close(),
      };
    },
    { describe, it },
  );
});

it("a session that another process begins between the look at an entity and the read of its list is not damage", () => {
  using database = openDatabase(":memory:");
  const sql = new SqliteSql(database);
  const state = new CountedState();
  const store = new RememberingStore(new VerifyingOnce(database), state);
  const owner = sql.run(() => insertAccount("owner"));
  const entityId = sql.run(() => insertEntity(owner));
  const range = (limit: number): RangeRequest => ({ entityId, after: undefined, limit });
  const begin = (id: string): void => {
    const at = "2026-01-01T00:00:00Z";
    const session = { id, entity_id: entityId, stream_key: "live_EXAMPLEKEY01", created_at: at, updated_at: at };
    sql.transaction(() => touched(entityId, putSessions([storedSession(session)])));
    // Committed, and not looked at yet.
    state.committed += 1;
  };
  begin("a");
  store.findEntity(owner, entityId);
  expect(store.pageAfter(owner, range(11))?.sessions).toMatchObject({ count: 1 });
  begin("b");
  expect(store.pageAfter(owner, range(12))?.sessions).toMatchObject({ count: 2 });
});

function* touched<T>(entityId: string, write: Sql<T>): Sql<T> {
  yield* touch(entityId);
  return yield* write;
}
