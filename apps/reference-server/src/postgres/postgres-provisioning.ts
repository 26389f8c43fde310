import { randomUUID } from "node:crypto";
import type { NewScenario, ProvisioningFunctions, Scenario } from "@live-sessions/provisioning";
import type { Pool } from "pg";
import { changedStoredSession, newStoredSession } from "../stored-session.ts";
import { inTransaction } from "./transaction.ts";
import {
  deleteSession,
  findBody,
  insertAccount,
  insertEntity,
  insertKey,
  putSessions,
  type Queryable,
  touch,
} from "./write-rows.ts";

/** The provisioning protocol on PostgreSQL. Every change of an entity's sessions gives it a new version with it. */
export function postgresProvisioning(pool: Pool): ProvisioningFunctions {
  return {
    capabilities: () => ({ capabilities: ["insert", "update", "delete", "fault"], settle_ms: 0 }),
    createScenario: (scenario) => inTransaction(pool, (client) => writeScenario(client, scenario)),
    // The foreign keys take everything of the scenario along, its keys too.
    deleteScenario: (id) => changes(pool, "delete from scenarios where id = $1", [id]),
    insertLiveSession: (entityId, session) =>
      within(pool, entityId, undefined, async (client) => {
        const stored = newStoredSession(entityId, session);
        await putSessions(client, [stored]);
        return stored.session;
      }),
    updateLiveSession: (entityId, sessionId, change) =>
      within(pool, entityId, undefined, async (client) => {
        const body = await findBody(client, entityId, sessionId);
        if (body === undefined) return undefined;
        const changed = changedStoredSession(body, change);
        await putSessions(client, [changed]);
        return changed.session;
      }),
    deleteLiveSession: (entityId, sessionId) =>
      within(pool, entityId, false, (client) => deleteSession(client, entityId, sessionId)),
    // No new version: the list is what it was, and a 304 uses up no fault.
    injectFaults: async (entityId, requests) =>
      (await isOfScenario(pool, entityId)) &&
      changes(pool, "update live_entities set faults = faults + $1 where id = $2", [requests, entityId]),
  };
}

// Changes sessions of an entity, which gets a new version with it, unless it is an operator's: that is none of the suite's,
// on whatever database it was let loose.
function within<T>(pool: Pool, entityId: string, nothing: T, work: (client: Queryable) => Promise<T>): Promise<T> {
  return inTransaction(pool, async (client) => {
    if (!(await isOfScenario(client, entityId))) return nothing;
    await touch(client, [entityId]);
    return work(client);
  });
}

async function isOfScenario(client: Queryable, entityId: string): Promise<boolean> {
  const sql = `select 1 from live_entities e join accounts a on a.id = e.account_id
               where e.id = $1 and a.scenario_id is not null`;
  return changes(client, sql, [entityId]);
}

async function changes(client: Queryable, sql: string, values: readonly unknown[]): Promise<boolean> {
  return ((await client.query(sql, [...values])).rowCount ?? 0) > 0;
}

async function writeScenario(client: Queryable, { accounts, live_entities }: NewScenario): Promise<Scenario> {
  const id = randomUUID();
  await client.query("insert into scenarios (id) values ($1)", [id]);
  const ids = new Map<string, string>();
  const keys: [string, { authorization: string }][] = [];
  for (const name of accounts) {
    const accountId = await insertAccount(client, name, id);
    ids.set(name, accountId);
    keys.push([name, { authorization: (await insertKey(client, accountId, name)).key }]);
  }
  const entities: [string, Scenario["live_entities"][string]][] = [];
  for (const { name, account, live_sessions } of live_entities) {
    const entityId = await insertEntity(client, ids.get(account) ?? "");
    const stored = live_sessions.map((session) => newStoredSession(entityId, session));
    await putSessions(client, stored);
    entities.push([name, { id: entityId, live_sessions: stored.map(({ session }) => session) }]);
  }
  // fromEntries, as a name may be "__proto__".
  return { id, accounts: Object.fromEntries(keys), live_entities: Object.fromEntries(entities) };
}
