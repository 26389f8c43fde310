import { randomUUID } from "node:crypto";
import type { NewScenario, ProvisioningFunctions, Scenario } from "@live-sessions/provisioning";
import { changedStoredSession, newStoredSession, type StoredSession } from "../stored-session.ts";
import { insertAccount, insertEntity, insertKey } from "./account-rows.ts";
import { deleteSession, findBody, putSessions, touch } from "./session-rows.ts";
import { finds, rows, type Sql, type SqlDatabase } from "./statements.ts";

/** The provisioning protocol. Every change of an entity's sessions gives it a new version with it. */
export function sqlProvisioning(database: SqlDatabase): ProvisioningFunctions {
  const change = <T>(entityId: string, nothing: T, work: () => Sql<T>): T | Promise<T> =>
    database.transaction(() => withinScenario(entityId, nothing, work));
  return {
    capabilities: () => ({ capabilities: ["insert", "update", "delete", "fault"], settle_ms: 0 }),
    createScenario: (scenario) => database.transaction(() => writeScenario(scenario)),
    // The foreign keys take everything of the scenario along, its keys too.
    deleteScenario: (id) => database.run(() => finds("delete from scenarios where id = $1 returning 1", id)),
    insertLiveSession: (entityId, session) =>
      change(entityId, undefined, () => put(newStoredSession(entityId, session))),
    updateLiveSession: (entityId, sessionId, update) =>
      change(entityId, undefined, function* () {
        const body = yield* findBody(entityId, sessionId);
        return body === undefined ? undefined : yield* put(changedStoredSession(body, update));
      }),
    deleteLiveSession: (entityId, sessionId) => change(entityId, false, () => deleteSession(entityId, sessionId)),
    injectFaults: (entityId, requests) => database.transaction(() => addFaults(entityId, requests)),
  };
}

// An operator's data is none of the suite's, on whatever database it was let loose.
function* withinScenario<T>(entityId: string, nothing: T, work: () => Sql<T>): Sql<T> {
  if (!(yield* isOfScenario(entityId))) return nothing;
  yield* touch(entityId);
  return yield* work();
}

function* isOfScenario(entityId: string): Sql<boolean> {
  const sql = `select 1 from live_entities e join accounts a on a.id = e.account_id
               where e.id = $1 and a.scenario_id is not null`;
  return yield* finds(sql, entityId);
}

function* put(stored: StoredSession): Sql<StoredSession["session"]> {
  yield* putSessions([stored]);
  return stored.session;
}

// No new version: the list is what it was, and a 304 uses up no planned error.
function* addFaults(entityId: string, requests: number): Sql<boolean> {
  if (!(yield* isOfScenario(entityId))) return false;
  const sql = "update live_entities set faults = faults + $1 where id = $2 returning 1";
  return yield* finds(sql, requests, entityId);
}

function* writeScenario({ accounts, live_entities }: NewScenario): Sql<Scenario> {
  const id = randomUUID();
  yield* rows("insert into scenarios (id) values ($1)", id);
  const ids = new Map<string, string>();
  const keys: [string, { authorization: string }][] = [];
  for (const name of accounts) {
    const account = yield* insertAccount(name, id);
    ids.set(name, account);
    keys.push([name, { authorization: (yield* insertKey(account, { name })).key }]);
  }
  const entities: [string, Scenario["live_entities"][string]][] = [];
  for (const { name, account, live_sessions } of live_entities) {
    const entityId = yield* insertEntity(ids.get(account) ?? "");
    const stored = live_sessions.map((session) => newStoredSession(entityId, session));
    yield* putSessions(stored);
    entities.push([name, { id: entityId, live_sessions: stored.map(({ session }) => session) }]);
  }
  // fromEntries, as a name may be "__proto__".
  return { id, accounts: Object.fromEntries(keys), live_entities: Object.fromEntries(entities) };
}
