// DATABASE=test.sqlite TOKEN_SECRET=… PORT=8080 node kysely.ts
import { Kysely, SqliteDialect } from "kysely";
import { type Row, serveLiveSessions } from "./list-server.ts";
import { BetterSqlite3 } from "./sqlite-drivers.ts";

const database = new BetterSqlite3(process.env["DATABASE"] ?? "test.sqlite");
const db = new Kysely<{ live_sessions: Row }>({ dialect: new SqliteDialect({ database }) });

serveLiveSessions((entityId, { createdAt, id }, limit) =>
  db
    .selectFrom("live_sessions")
    .selectAll()
    .where("entity_id", "=", entityId)
    .where(({ eb, refTuple, tuple }) => eb(refTuple("created_at", "id"), "<", tuple(createdAt, id)))
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute(),
);
