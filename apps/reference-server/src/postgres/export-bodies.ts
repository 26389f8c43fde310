import type { Pool, PoolClient } from "pg";
import { storedPlaceOf } from "../stored-session.ts";

const PAGE_ROWS = 1_000;

interface ExportedRow {
  readonly entity_id: string;
  readonly created_at: string;
  readonly id: string;
  readonly body: string;
}

/** The bodies of all sessions, as one snapshot; see `Administration.exportSessions`. */
export async function* exportBodies(pool: Pool, entityId: string | undefined): AsyncIterable<string> {
  for await (const { body } of allRows(pool, entityId)) yield body;
}

/** What is wrong with a database: bodies that are none, or that belong elsewhere. @returns a sentence for each */
export async function* damages(pool: Pool): AsyncIterable<string> {
  for await (const { entity_id, created_at, id, body } of allRows(pool, undefined)) {
    const place = storedPlaceOf(body);
    if (place?.entityId === entity_id && place.id === id && place.createdAt === Number(created_at)) continue;
    yield `The session ${JSON.stringify(id)} of the live entity ${JSON.stringify(entity_id)} is not what was written.`;
  }
}

async function* allRows(pool: Pool, entityId: string | undefined): AsyncIterable<ExportedRow> {
  const client = await pool.connect();
  try {
    // One snapshot for all pages: an export is the state of one moment.
    await client.query("begin isolation level repeatable read read only");
    yield* pagesOf(client, entityId);
  } finally {
    client.release(true);
  }
}

async function* pagesOf(client: PoolClient, entityId: string | undefined): AsyncIterable<ExportedRow> {
  let after: readonly unknown[] = ["", 0, ""];
  for (;;) {
    const { rows } = await client.query<ExportedRow>(
      `select entity_id, created_at, id, body from live_sessions
       where (entity_id, created_at, id) > ($1, $2, $3) and ($4::text is null or entity_id = $4)
       order by entity_id, created_at, id limit ${PAGE_ROWS}`,
      [...after, entityId],
    );
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE_ROWS) return;
    after = [last.entity_id, last.created_at, last.id];
  }
}
