// DATABASE=test.sqlite TOKEN_SECRET=… PORT=8080 node drizzle.ts
import { and, desc, eq, sql } from "drizzle-orm";
import { integer, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { drizzle } from "drizzle-orm/sqlite-proxy";
import { serveLiveSessions } from "./list-server.ts";
import { BetterSqlite3 } from "./sqlite-drivers.ts";

const liveSessions = sqliteTable("live_sessions", {
  id: text().primaryKey(),
  entity_id: text().notNull(),
  stream_key: text().notNull(),
  created_at: integer().notNull(),
  updated_at: integer().notNull(),
  duration: real(),
});

const driver = new BetterSqlite3(process.env["DATABASE"] ?? "test.sqlite");
const db = drizzle(async (query, parameters) => ({ rows: driver.prepare(query).raw().all(parameters) }));

serveLiveSessions((entityId, { createdAt, id }, limit) =>
  db
    .select()
    .from(liveSessions)
    .where(
      and(
        eq(liveSessions.entity_id, entityId),
        sql`(${liveSessions.created_at}, ${liveSessions.id}) < (${createdAt}, ${id})`,
      ),
    )
    .orderBy(desc(liveSessions.created_at), desc(liveSessions.id))
    .limit(limit),
);
