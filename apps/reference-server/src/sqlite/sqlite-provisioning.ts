import { randomUUID } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import type {
  LiveSession,
  NewLiveEntity,
  NewScenario,
  ProvisioningFunctions,
  Scenario,
} from "@live-sessions/provisioning";
import { changedStoredSession, newStoredSession } from "../stored-session.ts";
import { SqliteWriter } from "./sqlite-writer.ts";
import { inTransaction } from "./transaction.ts";

/** The provisioning protocol on an SQLite database. Every change of an entity's sessions gives it a new version with it. */
export function sqliteProvisioning(database: DatabaseSync): ProvisioningFunctions {
  const writer = new SqliteWriter(database);
  const insertScenario = database.prepare("insert into scenarios (id) values (?)");
  const deleteScenario = database.prepare("delete from scenarios where id = ?");
  const findBody = database.prepare("select body from live_sessions where entity_id = ? and id = ?");
  const isOfScenario = database.prepare(
    `select 1 from live_entities e join accounts a on a.id = e.account_id
     where e.id = ? and a.scenario_id is not null`,
  );
  const addFaults = database.prepare("update live_entities set faults = faults + ? where id = ?");
  // An operator's data is none of the suite's, on whatever database it was let loose.
  const within = <T>(entityId: string, nothing: T, work: () => T): T =>
    inTransaction(database, () => (isOfScenario.get(entityId) === undefined ? nothing : work()));

  return {
    capabilities: () => ({ capabilities: ["insert", "update", "delete", "fault"], settle_ms: 0 }),
    createScenario: (scenario) =>
      inTransaction(database, () => {
        const id = randomUUID();
        insertScenario.run(id);
        return { id, ...writeScenario(writer, id, scenario) };
      }),
    // The foreign keys take everything of the scenario along, its keys too.
    deleteScenario: (id) => Number(deleteScenario.run(id).changes) > 0,
    insertLiveSession: (entityId, session) =>
      within(entityId, undefined, () => {
        const stored = newStoredSession(entityId, session);
        writer.putSession(stored);
        return stored.session;
      }),
    updateLiveSession: (entityId, sessionId, change) =>
      within(entityId, undefined, () => {
        const body = findBody.get(entityId, sessionId)?.["body"];
        if (body === undefined) return undefined;
        const changed = changedStoredSession(String(body), change);
        writer.putSession(changed);
        return changed.session;
      }),
    deleteLiveSession: (entityId, sessionId) =>
      within(entityId, false, () => writer.deleteSession(entityId, sessionId)),
    // No new version: the list is what it was, and a 304 uses up no fault.
    injectFaults: (entityId, requests) =>
      within(entityId, false, () => Number(addFaults.run(requests, entityId).changes) > 0),
  };
}

function writeScenario(writer: SqliteWriter, scenarioId: string, scenario: NewScenario): Omit<Scenario, "id"> {
  const accounts = scenario.accounts.map((name) => {
    const id = writer.insertAccount(name, scenarioId);
    return { name, id, authorization: writer.insertKey(id, name).key };
  });
  const accountIds = new Map(accounts.map(({ name, id }) => [name, id]));
  return {
    // fromEntries, as a name may be "__proto__".
    accounts: Object.fromEntries(accounts.map(({ name, authorization }) => [name, { authorization }])),
    live_entities: Object.fromEntries(
      scenario.live_entities.map((entity) => [entity.name, writeEntity(writer, accountIds, entity)]),
    ),
  };
}

function writeEntity(
  writer: SqliteWriter,
  accountIds: ReadonlyMap<string, string>,
  entity: NewLiveEntity,
): { id: string; live_sessions: LiveSession[] } {
  const accountId = accountIds.get(entity.account);
  if (accountId === undefined) throw new Error("A scenario's entity has an account that the scenario does not list.");
  const id = writer.insertEntity(accountId);
  const live_sessions = entity.live_sessions.map((session) => {
    const stored = newStoredSession(id, session);
    writer.putSession(stored);
    return stored.session;
  });
  return { id, live_sessions };
}
