// DATABASE=test.sqlite TOKEN_SECRET=… PORT=8080 node by-hand.ts
import { DatabaseSync } from "node:sqlite";
import { type Row, serveLiveSessions } from "./list-server.ts";

const database = new DatabaseSync(process.env["DATABASE"] ?? "test.sqlite", { timeout: 5000 });
const byKeyset = database.prepare(
  `select * from live_sessions where entity_id = ? and (created_at, id) < (?, ?)
   order by created_at desc, id desc limit ?`,
);

serveLiveSessions(
  (entityId, behind, limit) => byKeyset.all(entityId, behind.createdAt, behind.id, limit) as unknown as readonly Row[],
);
