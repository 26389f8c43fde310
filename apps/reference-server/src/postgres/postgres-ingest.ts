import type { Pool } from "pg";
import type { Ingest } from "../session-database.ts";
import { endedStoredSession, parseStoredBody } from "../stored-session.ts";
import { beginSignal, endSilent, forgetSignal, noteSignal } from "./postgres-signals.ts";
import { inTransaction } from "./transaction.ts";
import { findBody, putSessions, type Queryable, touch } from "./write-rows.ts";

/** What a media server reports, on PostgreSQL. */
export function postgresIngest(pool: Pool): Ingest {
  return {
    start: (account, stored, now) =>
      inTransaction(pool, async (client) => {
        const { session } = stored;
        if (!(await lockOwn(client, account, session.entity_id))) return undefined;
        const before = await findBody(client, session.entity_id, session.id);
        if (before !== undefined) {
          await noteSignal(client, account, session.entity_id, session.id, now);
          return { session: parseStoredBody(before), isNew: false };
        }
        await touch(client, [session.entity_id]);
        await putSessions(client, [stored]);
        await beginSignal(client, session.entity_id, session.id, now);
        return { session, isNew: true };
      }),
    signal: async (account, entityId, sessionId, now) => {
      await noteSignal(pool, account, entityId, sessionId, now);
      // Read after it: the session may have been ended before the signal was noted.
      const body = await findOwnBody(pool, account, entityId, sessionId);
      return body === undefined ? undefined : parseStoredBody(body);
    },
    end: (account, entityId, sessionId, change) =>
      inTransaction(pool, async (client) => {
        if (!(await lockOwn(client, account, entityId))) return undefined;
        const before = await findBody(client, entityId, sessionId);
        if (before === undefined) return undefined;
        await forgetSignal(client, entityId, sessionId);
        const ended = endedStoredSession(before, change);
        if (!ended) return parseStoredBody(before);
        await touch(client, [entityId]);
        await putSessions(client, [ended]);
        return ended.session;
      }),
    endSilent: (before, most) => endSilent(pool, before, most),
  };
}

// Locked, so that a report sent twice at the same time is two reports one after the other.
async function lockOwn(client: Queryable, account: string, entityId: string): Promise<boolean> {
  const sql = "select 1 from live_entities where id = $1 and account_id = $2 for update";
  return ((await client.query(sql, [entityId, account])).rowCount ?? 0) > 0;
}

async function findOwnBody(
  client: Queryable,
  account: string,
  entityId: string,
  sessionId: string,
): Promise<string | undefined> {
  const sql = `select body from live_sessions s join live_entities e on e.id = s.entity_id
               where e.id = $1 and e.account_id = $2 and s.id = $3`;
  return (await client.query<{ body: string }>(sql, [entityId, account, sessionId])).rows[0]?.body;
}
