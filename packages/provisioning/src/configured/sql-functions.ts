import { randomUUID } from "node:crypto";
import type { LiveSession, LiveSessionChange } from "../live-session.ts";
import type { Capability, ProvisioningFunctions } from "../provisioning-functions.ts";
import type { NewLiveEntity, NewScenario, Scenario } from "../scenario.ts";
import type { Configuration } from "./configuration.ts";
import { insertRow, type MadeAccount, makeAccount } from "./sql-accounts.ts";
import { type SqlDatabase, SqlDialect, type SqlValue } from "./sql-database.ts";
import { newStreamKey, SqlSessions } from "./sql-sessions.ts";

/** What a scenario put into the database. */
interface Made {
  readonly entities: readonly SqlValue[];
  readonly accounts: readonly SqlValue[];
}

/** The seven functions of the protocol on the tables that a configuration names. */
export function createSqlFunctions(database: SqlDatabase, configuration: Configuration): ProvisioningFunctions {
  const { sessions: table, entities, faults } = configuration;
  const dialect = new SqlDialect(database.driver);
  const sessions = new SqlSessions(database, table);
  const scenarios = new Map<string, Made>();
  const hasEntity = async (id: string): Promise<boolean> => {
    const sql = `select 1 as one from ${dialect.name(entities.table)} where ${dialect.equals(entities.columns.id, 0)}`;
    return (await database.select(sql, [id])).length > 0;
  };
  return {
    capabilities: () => ({ capabilities: capabilitiesOf(configuration), settle_ms: configuration.settleMs }),
    createScenario: (scenario) =>
      database.transaction(async () => {
        const { made, answer } = await createScenario(database, configuration, sessions, scenario);
        scenarios.set(answer.id, made);
        return answer;
      }),
    deleteScenario: (id) =>
      database.transaction(async () => {
        const made = scenarios.get(id);
        if (made) await deleteMade(database, configuration, sessions, made);
        return scenarios.delete(id);
      }),
    insertLiveSession: (entityId, session) =>
      database.transaction(async () => {
        if (!(await hasEntity(entityId))) return undefined;
        const id = String(await sessions.insert(entityId, session, newStreamKey()));
        return (await sessions.read(entityId, id)).get(id);
      }),
    updateLiveSession: (entityId, sessionId, change) =>
      database.transaction(() => updateSession(sessions, entityId, sessionId, change)),
    deleteLiveSession: (entityId, sessionId) =>
      database.transaction(async () => (await sessions.remove(entityId, sessionId)) > 0),
    ...(faults === undefined
      ? {}
      : {
          injectFaults: (entityId, requests) =>
            database.transaction(async () => {
              if (!(await hasEntity(entityId))) return false;
              await plantFaults(database, faults, entityId, requests);
              return true;
            }),
        }),
  };
}

async function updateSession(
  sessions: SqlSessions,
  entityId: string,
  sessionId: string,
  change: LiveSessionChange,
): Promise<LiveSession | undefined> {
  const before = (await sessions.read(entityId, sessionId)).get(sessionId);
  if (!before) return undefined;
  // The protocol's default is the clock, and no session is changed before it began.
  const updatedAt = laterOf(change.updated_at, before.created_at);
  await sessions.update(entityId, sessionId, { ...change, updated_at: updatedAt });
  return (await sessions.read(entityId, sessionId)).get(sessionId);
}

function capabilitiesOf({ faults }: Configuration): readonly Capability[] {
  return faults === undefined ? ["insert", "update", "delete"] : ["insert", "update", "delete", "fault"];
}

async function createScenario(
  database: SqlDatabase,
  configuration: Configuration,
  sessions: SqlSessions,
  scenario: NewScenario,
): Promise<{ readonly made: Made; readonly answer: Scenario }> {
  const accounts = new Map<string, MadeAccount>();
  for (const name of scenario.accounts) accounts.set(name, await makeAccount(database, configuration.accounts, name));
  const entities = new Map<string, { readonly key: SqlValue; readonly answer: Scenario["live_entities"][string] }>();
  for (const entity of scenario.live_entities) {
    const account = accounts.get(entity.account)?.id ?? null;
    entities.set(entity.name, await createEntity(database, configuration, sessions, account, entity));
  }
  return {
    made: {
      entities: [...entities.values()].map(({ key }) => key),
      accounts: "get" in configuration.accounts ? [] : [...accounts.values()].map(({ id }) => id),
    },
    answer: {
      id: randomUUID(),
      accounts: Object.fromEntries([...accounts].map(([name, { authorization }]) => [name, { authorization }])),
      live_entities: Object.fromEntries([...entities].map(([name, { answer }]) => [name, answer])),
    },
  };
}

async function createEntity(
  database: SqlDatabase,
  { entities }: Configuration,
  sessions: SqlSessions,
  account: SqlValue,
  planned: NewLiveEntity,
): Promise<{ readonly key: SqlValue; readonly answer: Scenario["live_entities"][string] }> {
  const owner = entities.columns.account === undefined ? {} : { [entities.columns.account]: account };
  const key = await insertRow(database, entities, { ...entities.set, ...owner });
  const streamKey = newStreamKey();
  const ids: string[] = [];
  for (const session of planned.live_sessions) ids.push(String(await sessions.insert(key, session, streamKey)));
  // As the database holds them: what it rounds or cuts shows in the answer.
  const made = await sessions.read(String(key));
  const listed = ids.flatMap((id) => made.get(id) ?? []);
  return { key, answer: { id: String(key), live_sessions: listed } };
}

async function deleteMade(
  database: SqlDatabase,
  { entities, accounts, faults }: Configuration,
  sessions: SqlSessions,
  made: Made,
): Promise<void> {
  const dialect = new SqlDialect(database.driver);
  const remove = (table: string, column: string, value: SqlValue): Promise<number> =>
    database.execute(`delete from ${dialect.name(table)} where ${dialect.equals(column, 0)}`, [String(value)]);
  for (const entity of made.entities) {
    await sessions.remove(String(entity));
    if (faults !== undefined) await remove(faults, "entity_id", String(entity));
    await remove(entities.table, entities.columns.id, entity);
  }
  if ("get" in accounts) return;
  for (const account of made.accounts) await remove(accounts.table, accounts.columns.id, account);
}

async function plantFaults(database: SqlDatabase, table: string, entityId: string, requests: number): Promise<void> {
  const dialect = new SqlDialect(database.driver);
  const name = dialect.name(table);
  await database.execute(`delete from ${name} where ${dialect.equals("entity_id", 0)}`, [entityId]);
  await database.execute(dialect.insert(table, ["entity_id", "requests"]), [entityId, requests]);
}

/** Of two times in the one spelling of the protocol. */
function laterOf(one: string, other: string): string {
  return one.localeCompare(other) < 0 ? other : one;
}
