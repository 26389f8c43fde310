import type { ServedLiveSession } from "@live-sessions/contract";
import type { EndReport } from "../end-report.ts";
import type { Ingest, StartReport, StartResult } from "../session-database.ts";
import { endedStoredSession, parseStoredBody } from "../stored-session.ts";
import { findBody, lockOwn, putSessions, touch } from "./session-rows.ts";
import {
  beginSignal,
  endAtLastSignal,
  endSilent,
  findBySource,
  type Heard,
  heardOf,
  noteSignal,
  takeHeard,
} from "./signals.ts";
import { placeholders, rows, type Sql, type SqlDatabase } from "./statements.ts";

/** What a media server reports. */
export function sqlIngest(database: SqlDatabase): Ingest {
  return {
    start: (account, report) => database.transaction(() => start(account, report)),
    signal: async (account, entityId, sessionId, now) => {
      await database.run(() => noteSignal(account, entityId, sessionId, now));
      // Read after it: the session may have been ended before the signal was noted.
      const body = await database.run(() => findOwnBody(account, entityId, sessionId));
      return body === undefined ? undefined : parseStoredBody(body);
    },
    end: (account, entityId, sessionId, report) =>
      database.transaction(() => end(account, entityId, sessionId, report)),
    entityOf: (account, names) => database.run(() => entityOf(account, names)),
    inProgress: (account, entityId, source) => database.run(() => findBySource(account, entityId, source)),
    endSilent: (before, most, now) => endSilent(database, before, most, now),
  };
}

function* start(account: string, { stored, now, source, second }: StartReport): Sql<StartResult | undefined> {
  const { session } = stored;
  if (!(yield* lockOwn(account, session.entity_id))) return undefined;
  const before = yield* findBody(session.entity_id, session.id);
  if (before !== undefined) return yield* startedBefore(account, parseStoredBody(before), now);
  const others = yield* heardOf(session.entity_id);
  if (others.length > 0 && second === "refuse") return { kind: "refused" };
  if (second === "end") yield* endOthers(session.entity_id, others, now);
  yield* touch(session.entity_id);
  yield* putSessions([stored]);
  yield* beginSignal(session.entity_id, session.id, now, source);
  return { kind: "new", session };
}

function* startedBefore(account: string, session: ServedLiveSession, now: number): Sql<StartResult> {
  if (session.duration !== undefined) return { kind: "ended" };
  yield* noteSignal(account, session.entity_id, session.id, now);
  return { kind: "in-progress", session };
}

// Each at its last signal. Of one without any, nothing is known but that it had ended by now.
function* endOthers(entityId: string, others: readonly Heard[], now: number): Sql<void> {
  for (const { sessionId, beganAt, lastSignalAt } of others) {
    yield* endAtLastSignal(entityId, sessionId, lastSignalAt === beganAt ? now : 0);
  }
}

function* end(
  account: string,
  entityId: string,
  sessionId: string,
  report: EndReport,
): Sql<ServedLiveSession | undefined> {
  if (!(yield* lockOwn(account, entityId))) return undefined;
  const before = yield* findBody(entityId, sessionId);
  if (before === undefined) return undefined;
  const heard = yield* takeHeard(entityId, sessionId);
  const ended = endedStoredSession(before, report, heard?.beganAt);
  if (!ended) return parseStoredBody(before);
  yield* touch(entityId);
  yield* putSessions([ended]);
  return ended.session;
}

function* findOwnBody(account: string, entityId: string, sessionId: string): Sql<string | undefined> {
  const sql = `select body from live_sessions s join live_entities e on e.id = s.entity_id
               where e.id = $1 and e.account_id = $2 and s.id = $3`;
  const [row] = yield* rows(sql, entityId, account, sessionId);
  return row && String(row[0]);
}

// By the first of the names that an entity has: they come from the longest on.
function* entityOf(account: string, names: readonly string[]): Sql<string | undefined> {
  const wanted = placeholders(1, names.length, 2);
  const sql = `select id, stream from live_entities where account_id = $1 and (stream in ${wanted} or id in ${wanted})`;
  const found = yield* rows(sql, account, ...names);
  for (const name of names) {
    const row = found.find((each) => each[1] === name) ?? found.find(([id]) => id === name);
    if (row) return String(row[0]);
  }
  return undefined;
}

/** How many sessions came in by ingest and have not ended. */
export function* countInProgress(): Sql<number> {
  const [row] = yield* rows("select count(*) from ingest_signals");
  return Number(row?.[0]);
}
