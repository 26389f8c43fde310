import type { DatabaseSync } from "node:sqlite";

/** The bodies of all sessions, as one snapshot; see `Administration.exportSessions`. */
export function* exportBodies(database: DatabaseSync, entityId: string | undefined): Iterable<string> {
  const condition = entityId === undefined ? "" : "where entity_id = ?";
  const statement = database.prepare(`select body from live_sessions ${condition} order by entity_id, created_at, id`);
  for (const row of entityId === undefined ? statement.iterate() : statement.iterate(entityId)) {
    yield String(row["body"]);
  }
}
