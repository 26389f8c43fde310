// A provisioner for a deployment that keeps its sessions in SQLite, in the three tables below. Change the statements
// to those of your own database; what stands around them stays. Run it next to a test deployment, never in production:
//   DATABASE=test.sqlite PROVISIONER_KEY=… PORT=9090 node provisioner.ts
import { randomBytes, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { DatabaseSync } from "node:sqlite";
import {
  createProvisioningHandler,
  type LiveSession,
  type NewLiveSession,
  toNodeListener,
} from "@live-sessions/provisioning";

const database = new DatabaseSync(process.env["DATABASE"] ?? "test.sqlite");
database.exec(`
  pragma busy_timeout = 5000;
  create table if not exists api_keys (key text primary key, account text not null);
  create table if not exists live_entities (
    id text primary key, account text not null, scenario text, version integer not null default 0,
    faults integer not null default 0);
  create table if not exists live_sessions (
    id text primary key, entity_id text not null references live_entities (id), stream_key text not null,
    created_at integer not null, updated_at integer not null, duration real);
  create index if not exists newest on live_sessions (entity_id, created_at, id);
`);

const epochSeconds = (instant: string): number => Math.floor(Date.parse(instant) / 1000);
const instant = (seconds: number): string => new Date(seconds * 1000).toISOString().replace(".000Z", "Z");

function insert(entityId: string, session: NewLiveSession): LiveSession {
  const { stream_key = `live_${randomBytes(9).toString("hex")}`, created_at, updated_at, duration } = session;
  const id = randomUUID();
  database
    .prepare("insert into live_sessions values (?, ?, ?, ?, ?, ?)")
    .run(id, entityId, stream_key, epochSeconds(created_at), epochSeconds(updated_at), duration ?? null);
  touch(entityId);
  return {
    id,
    entity_id: entityId,
    stream_key,
    created_at,
    updated_at,
    ...(duration === undefined ? {} : { duration }),
  };
}

/** Counts a change, where the deployment makes its ETags from such a count. @returns whether there is such an entity */
function touch(entityId: string): boolean {
  return database.prepare("update live_entities set version = version + 1 where id = ?").run(entityId).changes > 0;
}

function atOnce<T>(work: () => T): T {
  database.exec("begin immediate");
  try {
    const result = work();
    database.exec("commit");
    return result;
  } catch (error) {
    database.exec("rollback");
    throw error;
  }
}

const handler = createProvisioningHandler(
  {
    capabilities: () => ({ capabilities: ["insert", "update", "delete", "fault"], settle_ms: 0 }),

    createScenario: ({ accounts, live_entities }) =>
      atOnce(() => {
        const scenario = randomUUID();
        // Accounts and keys of this scenario alone: runs side by side never meet.
        const keys = accounts.map((account) => {
          const authorization = `uap-${randomBytes(16).toString("hex")}-${randomBytes(4).toString("hex")}`;
          database.prepare("insert into api_keys values (?, ?)").run(authorization, `${scenario}/${account}`);
          return [account, { authorization }] as const;
        });
        const entities = live_entities.map(({ name, account, live_sessions }) => {
          const id = randomUUID();
          database
            .prepare("insert into live_entities (id, account, scenario) values (?, ?, ?)")
            .run(id, `${scenario}/${account}`, scenario);
          return [name, { id, live_sessions: live_sessions.map((session) => insert(id, session)) }] as const;
        });
        return { id: scenario, accounts: Object.fromEntries(keys), live_entities: Object.fromEntries(entities) };
      }),

    deleteScenario: (scenario) =>
      atOnce(() => {
        database.prepare("delete from api_keys where account like ? || '/%'").run(scenario);
        database
          .prepare("delete from live_sessions where entity_id in (select id from live_entities where scenario = ?)")
          .run(scenario);
        return database.prepare("delete from live_entities where scenario = ?").run(scenario).changes > 0;
      }),

    insertLiveSession: (entityId, session) => atOnce(() => (touch(entityId) ? insert(entityId, session) : undefined)),

    updateLiveSession: (entityId, sessionId, { updated_at, duration }) =>
      atOnce(() => {
        const row = database
          .prepare("select * from live_sessions where entity_id = ? and id = ?")
          .get(entityId, sessionId);
        if (!row || !touch(entityId)) return undefined;
        const createdAt = Number(row["created_at"]);
        const updatedAt = Math.max(epochSeconds(updated_at), createdAt);
        const lasting = duration === undefined ? (row["duration"] as number | null) : duration;
        database
          .prepare("update live_sessions set updated_at = ?, duration = ? where id = ?")
          .run(updatedAt, lasting, sessionId);
        return {
          id: sessionId,
          entity_id: entityId,
          stream_key: String(row["stream_key"]),
          created_at: instant(createdAt),
          updated_at: instant(updatedAt),
          ...(lasting === null ? {} : { duration: lasting }),
        };
      }),

    deleteLiveSession: (entityId, sessionId) =>
      atOnce(() => {
        const { changes } = database
          .prepare("delete from live_sessions where entity_id = ? and id = ?")
          .run(entityId, sessionId);
        return changes > 0 && touch(entityId);
      }),

    // The deployment counts this down and fails, before a GET that would have been 200.
    injectFaults: (entityId, requests) =>
      database.prepare("update live_entities set faults = ? where id = ?").run(requests, entityId).changes > 0,
  },
  {
    authorize: (authorization) => authorization === process.env["PROVISIONER_KEY"],
    onError: (error) => process.stderr.write(`${String(error)}\n`),
  },
);

createServer(toNodeListener(handler)).listen(
  Number(process.env["PORT"] ?? 9090),
  "127.0.0.1",
  function (this: ReturnType<typeof createServer>) {
    const address = this.address();
    process.stdout.write(`Provisioning at http://127.0.0.1:${typeof address === "object" ? address?.port : ""}\n`);
  },
);
