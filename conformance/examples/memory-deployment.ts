import { randomUUID } from "node:crypto";
import {
  createProvisioningHandler,
  type LiveSession,
  type NewLiveSession,
  type NewScenario,
  type Scenario,
  toFetchHandler,
} from "@live-sessions/provisioning";
import { createLiveSessionsHandler, type LiveSessionsHandler } from "@live-sessions/server";
import { MemoryStore } from "@live-sessions/server/memory";
import { FaultyStore } from "./faulty-store.ts";

/** A deployment in this process: the handler to put on a framework, and what lets the suite make data for it. */
export interface MemoryDeployment {
  readonly handler: LiveSessionsHandler;
  /** Answers the provisioning protocol; `runConformance` takes it as it is. */
  readonly provisioner: (request: Request) => Promise<Response>;
}

interface Made {
  readonly keys: readonly string[];
  readonly entities: readonly string[];
}

/** Makes a deployment without data. */
export function createMemoryDeployment(): MemoryDeployment {
  const sessions = new Sessions();
  const accounts = new Map<string, string>();
  const scenarios = new Map<string, Made>();
  const provisioning = createProvisioningHandler({
    capabilities: () => ({ capabilities: ["insert", "update", "delete", "fault"] }),
    createScenario: (scenario) => createScenario(scenario, sessions, accounts, scenarios),
    deleteScenario: (id) => {
      const made = scenarios.get(id);
      for (const key of made?.keys ?? []) accounts.delete(key);
      for (const entity of made?.entities ?? []) sessions.store.deleteEntity(entity);
      return scenarios.delete(id);
    },
    insertLiveSession: (entityId, session) => sessions.insert(entityId, session),
    updateLiveSession: (entityId, sessionId, change) => sessions.update(entityId, sessionId, change),
    deleteLiveSession: (entityId, sessionId) => sessions.store.deleteSession(entityId, sessionId),
    injectFaults: (entityId, requests) => sessions.faulty.plan(entityId, requests),
  });
  return {
    handler: createLiveSessionsHandler({ authenticate: (key) => accounts.get(key), store: sessions.faulty }),
    provisioner: toFetchHandler(provisioning),
  };
}

function createScenario(
  plan: NewScenario,
  sessions: Sessions,
  accounts: Map<string, string>,
  scenarios: Map<string, Made>,
): Scenario {
  const id = randomUUID();
  const keys = new Map(plan.accounts.map((name) => [name, makeKey()]));
  for (const [name, key] of keys) accounts.set(key, `${name} of ${id}`);
  const entities = plan.live_entities.map((entity) => {
    const entityId = randomUUID();
    sessions.addEntity(entityId, `${entity.account} of ${id}`);
    const made = entity.live_sessions.flatMap((session) => sessions.insert(entityId, session) ?? []);
    return [entity.name, { id: entityId, live_sessions: made }] as const;
  });
  scenarios.set(id, { keys: [...keys.values()], entities: entities.map(([, entity]) => entity.id) });
  return {
    id,
    accounts: Object.fromEntries([...keys].map(([name, authorization]) => [name, { authorization }])),
    live_entities: Object.fromEntries(entities),
  };
}

function makeKey(): string {
  const hex = randomUUID().replaceAll("-", "");
  return `uap-${hex}-${hex.slice(0, 8)}`;
}

/** What the store holds, by id, so that a session can be changed in part. */
class Sessions {
  readonly store: MemoryStore = new MemoryStore();
  readonly faulty: FaultyStore = new FaultyStore(this.store);
  readonly #byId = new Map<string, LiveSession>();

  addEntity(id: string, account: string): void {
    this.store.addEntity({ id, account });
    this.faulty.know(id);
  }

  insert(entityId: string, session: NewLiveSession): LiveSession | undefined {
    return this.#put({ stream_key: `live_${randomUUID()}`, ...session, id: randomUUID(), entity_id: entityId });
  }

  update(
    entityId: string,
    sessionId: string,
    { duration, updated_at }: { readonly duration?: number | null; readonly updated_at: string },
  ): LiveSession | undefined {
    const before = this.#byId.get(sessionId);
    if (before?.entity_id !== entityId) return undefined;
    const { duration: lasted, ...rest } = before;
    const lasts = duration === undefined ? lasted : (duration ?? undefined);
    const isLater = updated_at > before.created_at;
    return this.#put({
      ...rest,
      ...(lasts === undefined ? {} : { duration: lasts }),
      updated_at: isLater ? updated_at : before.created_at,
    });
  }

  #put(session: LiveSession): LiveSession | undefined {
    if (!this.store.putSession({ ...session })) return undefined;
    this.#byId.set(session.id, session);
    return session;
  }
}
