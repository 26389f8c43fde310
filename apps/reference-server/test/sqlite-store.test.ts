import { registerStoreTests } from "@live-sessions/server/store-test-kit";
import { describe, it } from "vitest";
import { openDatabase } from "../src/sqlite/open-database.ts";
import { SqliteStore } from "../src/sqlite/sqlite-store.ts";
import { SqliteWriter } from "../src/sqlite/sqlite-writer.ts";
import { storedSession } from "../src/stored-session.ts";

registerStoreTests(
  () => {
    const database = openDatabase(":memory:");
    const writer = new SqliteWriter(database);
    return {
      store: new SqliteStore(database),
      owner: writer.insertAccount("owner"),
      stranger: writer.insertAccount("stranger"),
      addEntity: (account) => writer.insertEntity(account),
      putSession: (session) => writer.putSession(storedSession(session)),
      deleteSession: (entityId, sessionId) => writer.deleteSession(entityId, sessionId),
      close: () => database.close(),
    };
  },
  { describe, it },
);
