// DATABASE=test.sqlite TOKEN_SECRET=… PORT=8080 node typeorm.ts
import { DataSource, EntitySchema } from "typeorm";
import { type Row, serveLiveSessions } from "./list-server.ts";
import { BetterSqlite3 } from "./sqlite-drivers.ts";

const LiveSession = new EntitySchema<Row>({
  name: "LiveSession",
  tableName: "live_sessions",
  columns: {
    id: { type: "text", primary: true },
    entity_id: { type: "text" },
    stream_key: { type: "text" },
    created_at: { type: "integer" },
    updated_at: { type: "integer" },
    duration: { type: "real", nullable: true },
  },
});

const source = await new DataSource({
  type: "better-sqlite3",
  driver: BetterSqlite3,
  database: process.env["DATABASE"] ?? "test.sqlite",
  entities: [LiveSession],
}).initialize();

serveLiveSessions((entityId, behind, limit) =>
  source
    .getRepository(LiveSession)
    .createQueryBuilder("session")
    .where("session.entity_id = :entityId", { entityId })
    .andWhere("(session.created_at, session.id) < (:createdAt, :behindId)", {
      createdAt: behind.createdAt,
      behindId: behind.id,
    })
    .orderBy("session.created_at", "DESC")
    .addOrderBy("session.id", "DESC")
    .limit(limit)
    .getMany(),
);
