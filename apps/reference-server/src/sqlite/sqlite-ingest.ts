import type { DatabaseSync } from "node:sqlite";
import type { Ingest } from "../session-database.ts";
import { endedStoredSession, parseStoredBody } from "../stored-session.ts";
import { SqliteSignals } from "./sqlite-signals.ts";
import { SqliteWriter } from "./sqlite-writer.ts";
import { inTransaction } from "./transaction.ts";

/** What a media server reports, on an SQLite database. */
export function sqliteIngest(database: DatabaseSync): Ingest {
  const writer = new SqliteWriter(database);
  const signals = new SqliteSignals(database, writer);
  const owns = database.prepare("select 1 from live_entities where id = ? and account_id = ?");
  const find = database.prepare("select body from live_sessions where entity_id = ? and id = ?");
  const bodyOf = (account: string, entityId: string, sessionId: string): string | undefined => {
    if (owns.get(entityId, account) === undefined) return undefined;
    const body = find.get(entityId, sessionId)?.["body"];
    return typeof body === "string" ? body : undefined;
  };
  return {
    start: (account, stored, now) =>
      inTransaction(database, () => {
        const { session } = stored;
        if (owns.get(session.entity_id, account) === undefined) return undefined;
        const before = bodyOf(account, session.entity_id, session.id);
        if (before !== undefined) {
          signals.note(session.entity_id, session.id, now);
          return { session: parseStoredBody(before), isNew: false };
        }
        writer.putSession(stored);
        signals.begin(session.entity_id, session.id, now);
        return { session, isNew: true };
      }),
    signal: (account, entityId, sessionId, now) => {
      if (bodyOf(account, entityId, sessionId) === undefined) return undefined;
      signals.note(entityId, sessionId, now);
      // Read after it: another process may have ended the session before the signal was noted.
      const body = bodyOf(account, entityId, sessionId);
      return body === undefined ? undefined : parseStoredBody(body);
    },
    end: (account, entityId, sessionId, change) =>
      inTransaction(database, () => {
        const before = bodyOf(account, entityId, sessionId);
        if (before === undefined) return undefined;
        signals.forget(entityId, sessionId);
        const ended = endedStoredSession(before, change);
        if (ended) writer.putSession(ended);
        return ended?.session ?? parseStoredBody(before);
      }),
    endSilent: (before, most) => signals.endSilent(before, most),
  };
}
