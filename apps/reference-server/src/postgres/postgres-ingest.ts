import type { Pool } from "pg";
import type { Ingest } from "../session-database.ts";
import { endedStoredSession, parseStoredBody } from "../stored-session.ts";
import { inTransaction } from "./transaction.ts";
import { findBody, putSessions, type Queryable, touch } from "./write-rows.ts";

/** What a media server reports, on PostgreSQL. */
export function postgresIngest(pool: Pool): Ingest {
  return {
    start: (account, stored) =>
      inTransaction(pool, async (client) => {
        const { session } = stored;
        if (!(await lockOwn(client, account, session.entity_id))) return undefined;
        const before = await findBody(client, session.entity_id, session.id);
        if (before !== undefined) return { session: parseStoredBody(before), isNew: false };
        await touch(client, [session.entity_id]);
        await putSessions(client, [stored]);
        return { session, isNew: true };
      }),
    end: (account, entityId, sessionId, change) =>
      inTransaction(pool, async (client) => {
        if (!(await lockOwn(client, account, entityId))) return undefined;
        const before = await findBody(client, entityId, sessionId);
        if (before === undefined) return undefined;
        const ended = endedStoredSession(before, change);
        if (!ended) return parseStoredBody(before);
        await touch(client, [entityId]);
        await putSessions(client, [ended]);
        return ended.session;
      }),
  };
}

// Locked, so that a report sent twice at the same time is two reports one after the other.
async function lockOwn(client: Queryable, account: string, entityId: string): Promise<boolean> {
  const sql = "select 1 from live_entities where id = $1 and account_id = $2 for update";
  return ((await client.query(sql, [entityId, account])).rowCount ?? 0) > 0;
}
