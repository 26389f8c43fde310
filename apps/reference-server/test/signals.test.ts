import { validateErrorBody } from "@live-sessions/contract/validators";
import { describe, expect, it } from "vitest";
import { openSessionDatabase } from "../src/open-session-database.ts";
import { storedSession } from "../src/stored-session.ts";
import { DATABASES, emptyPostgres } from "./databases.ts";
import { HeldEntities } from "./held-entities.ts";
import { outputUntil, Sandbox, type Serving } from "./program.ts";
import { report } from "./report.ts";
import { list, type OneEntity, oneEntity, pageOf, provision } from "./scenario.ts";

const STEP_SECONDS = 5;
const STREAM_KEY = { stream_key: "live_EXAMPLEKEY01" };

function at(seconds: number): string {
  return new Date(Date.UTC(2026, 0, 1) + seconds * 1000).toISOString().replace(".000", "");
}

/** Serves with a timeout of 60 seconds, on a clock that stands at `seconds`. */
function serveAt(sandbox: Sandbox, database: string, seconds: number, timeout = "60"): Promise<Serving> {
  const clock = new URL("clock.ts", import.meta.url);
  const args = ["--database", database, "--ingest-port", "0", "--log-level", "info"];
  return sandbox.serve([...args, "--signal-timeout-seconds", timeout], {
    NODE_OPTIONS: `--import=${clock.href}`,
    CLOCK_START: at(seconds),
  });
}

/** Lets time pass on the clocks of servers that stand for one moment. */
async function pass(seconds: number, ...servers: readonly Serving[]): Promise<void> {
  for (let step = 0; step < seconds; step += STEP_SECONDS) {
    await Promise.all(
      servers.map(async ({ child }) => {
        const moved = outputUntil(child, "clock ");
        child.stdin?.write(`${STEP_SECONDS}\n`);
        await moved;
      }),
    );
  }
}

async function durations(base: string, entity: OneEntity): Promise<readonly (number | undefined)[]> {
  return (await pageOf(await list(base, entity, "?page_size=100"))).data.map(({ duration }) => duration);
}

/** How many sessions a server said that it ended for want of a signal. */
async function endedBy(server: Serving): Promise<number> {
  const lines = (await server.stop()).stderr.trimEnd().split("\n");
  const entries = lines.map((line) => JSON.parse(line) as { msg: string; sessions: number });
  return entries.reduce((sum, { msg, sessions }) => sum + (msg === "ended without a signal" ? sessions : 0), 0);
}

describe.each(DATABASES)("on %s, of two processes that share the sessions", (_, empty) => {
  it("a session without a signal for the timeout is ended at its last one, and listed so at once", async () => {
    await using sandbox = new Sandbox();
    const database = await empty(sandbox);
    const [a, b] = await Promise.all([serveAt(sandbox, database, 0), serveAt(sandbox, database, 0)]);
    const entity = await oneEntity(a.provisioning, []);
    const mine = { entity_id: entity.entityId, id: "mine" };
    const begun = await report(a.ingest, entity, "start", { ...mine, ...STREAM_KEY });
    expect([begun.status, begun.body.created_at]).toEqual([201, at(0)]);
    await pass(30, a, b);
    expect(await report(b.ingest, entity, "signal", mine)).toEqual({ status: 200, body: begun.body });
    await pass(60, a, b);
    const open = await list(a.list, entity);
    expect((await pageOf(open)).data).toEqual([begun.body]);
    await pass(STEP_SECONDS, a, b);
    const closed = { ...begun.body, duration: 30, updated_at: at(30) };
    for (const { list: base } of [a, b]) {
      const fresh = { "if-none-match": open.headers.get("etag") ?? "" };
      expect((await list(base, entity, "", fresh)).status).toBe(200);
      expect((await pageOf(await list(base, entity))).data).toEqual([closed]);
    }
    expect(await report(a.ingest, entity, "end", { ...mine, duration: 90 })).toEqual({ status: 200, body: closed });
    expect((await report(b.ingest, entity, "start", { ...mine, ...STREAM_KEY })).body).toEqual(closed);
    const late = await report(b.ingest, entity, "signal", mine);
    expect([late.status, validateErrorBody(late.body)]).toEqual([409, []]);
    expect((await pageOf(await list(a.list, entity))).data).toEqual([closed]);
  });

  it("each of many sessions is ended once, whoever looks first", async () => {
    await using sandbox = new Sandbox();
    const database = await empty(sandbox);
    const [a, b] = await Promise.all([serveAt(sandbox, database, 0), serveAt(sandbox, database, 0)]);
    const entities = await Promise.all([1, 2, 3].map(() => oneEntity(a.provisioning, [])));
    for (let n = 0; n < 80; n += 1) {
      const start = (entity: OneEntity): ReturnType<typeof report> =>
        report(n % 2 ? a.ingest : b.ingest, entity, "start", { entity_id: entity.entityId, ...STREAM_KEY });
      expect((await Promise.all(entities.map(start))).map(({ status }) => status)).toEqual([201, 201, 201]);
    }
    await pass(65, a, b);
    for (const entity of entities) {
      expect(await durations(a.list, entity)).toEqual(new Array<number>(80).fill(0));
    }
    expect((await endedBy(a)) + (await endedBy(b))).toBe(240);
  });

  it("what came in by provisioning is never ended, nor what goes on, was reported twice or has ended", async () => {
    await using sandbox = new Sandbox();
    const database = await empty(sandbox);
    const [a, b] = await Promise.all([serveAt(sandbox, database, 0), serveAt(sandbox, database, 0)]);
    const entity = await oneEntity(a.provisioning, [{ created_at: at(0) }]);
    const [provisioned] = entity.sessions;
    const signals = ["on", "twice", "ended", "deleted"].map((id) => ({ entity_id: entity.entityId, id }));
    const [on = {}, twice = {}, ended = {}] = signals;
    for (const signal of signals) await report(a.ingest, entity, "start", { ...signal, ...STREAM_KEY });
    await report(a.ingest, entity, "end", { ...ended, duration: 1.5 });
    const path = `/live_entities/${entity.entityId}/live_sessions/deleted`;
    expect((await provision(a.provisioning, "DELETE", path)).status).toBe(204);
    const theirs = { entity_id: entity.entityId, id: provisioned?.id };
    for (let seconds = 0; seconds < 150; seconds += 50) {
      await pass(50, a, b);
      expect((await report(a.ingest, entity, "signal", on)).status).toBe(200);
      expect((await report(b.ingest, entity, "start", { ...twice, ...STREAM_KEY })).status).toBe(200);
      if (seconds === 0) expect((await report(a.ingest, entity, "signal", theirs)).body).toEqual(provisioned);
    }
    const listed = (await pageOf(await list(a.list, entity))).data.map(({ id, duration }) => [id, duration]);
    expect(new Map(listed as [string, number | undefined][])).toEqual(
      new Map([
        [provisioned?.id, undefined],
        ["on", undefined],
        ["twice", undefined],
        ["ended", 1.5],
      ]),
    );
    expect((await endedBy(a)) + (await endedBy(b))).toBe(0);
  });

  it("what one left open that was killed (`kill -9`) is ended by the other", async () => {
    await using sandbox = new Sandbox();
    const database = await empty(sandbox);
    const [a, b] = await Promise.all([serveAt(sandbox, database, 0), serveAt(sandbox, database, 0)]);
    const entity = await oneEntity(a.provisioning, []);
    const mine = { entity_id: entity.entityId, id: "mine" };
    await report(a.ingest, entity, "start", { ...mine, ...STREAM_KEY });
    await pass(10, a, b);
    await report(a.ingest, entity, "signal", mine);
    await a.stop("SIGKILL");
    await pass(60, b);
    expect(await durations(b.list, entity)).toEqual([undefined]);
    await pass(STEP_SECONDS, b);
    expect(await durations(b.list, entity)).toEqual([10]);
  });
});

describe.each(DATABASES)("on %s, after a crash of the only process (`kill -9`)", (_, empty) => {
  it("the last signal is known, and a media server has the timeout to signal again before a session is ended", async () => {
    await using sandbox = new Sandbox();
    const database = await empty(sandbox);
    const before = await serveAt(sandbox, database, 0);
    const entity = await oneEntity(before.provisioning, []);
    const [left, living] = ["left", "living"].map((id) => ({ entity_id: entity.entityId, id }));
    for (const signal of [left, living]) {
      await report(before.ingest, entity, "start", { ...signal, ...STREAM_KEY });
    }
    await pass(10, before);
    await report(before.ingest, entity, "signal", left ?? {});
    await before.stop("SIGKILL");
    const after = await serveAt(sandbox, database, 1_000);
    await pass(50, after);
    expect(await durations(after.list, entity)).toEqual([undefined, undefined]);
    expect((await report(after.ingest, entity, "signal", living ?? {})).status).toBe(200);
    await pass(15, after);
    const { data } = await pageOf(await list(after.list, entity));
    expect(data.map(({ id, duration }) => [id, duration])).toEqual([
      ["living", undefined],
      ["left", 10],
    ]);
  });

  it("nothing is ended without a timeout", async () => {
    await using sandbox = new Sandbox();
    const server = await serveAt(sandbox, await empty(sandbox), 0, "0");
    const entity = await oneEntity(server.provisioning, []);
    await report(server.ingest, entity, "start", { entity_id: entity.entityId, ...STREAM_KEY });
    await pass(200, server);
    expect(await durations(server.list, entity)).toEqual([undefined]);
  });
});

it.each(DATABASES)(
  "on %s, a session that was ended and is in progress again is never ended by silence",
  async (_, empty) => {
    await using sandbox = new Sandbox();
    const { administration, ingest, provisioning, close } = await openSessionDatabase(await empty(sandbox), {
      mayCreate: true,
    });
    const account = await administration.createAccount("");
    await administration.createEntity(account, "e");
    const times = { created_at: at(0), updated_at: at(0) };
    await ingest.start(account, storedSession({ id: "mine", entity_id, ...STREAM_KEY, ...times }), 100);
    await ingest.end(account, entity_id, "mine", { updated_at: at(1) });
    await provisioning.updateLiveSession?.(entity_id, "mine", { duration: null, updated_at: at(2) });
    expect(await ingest.endSilent(200, 10)).toBe(0);
    expect(await ingest.signal(account, entity_id, "mine", 300)).toEqual(
      expect.not.objectContaining({ duration: expect.anything() }),
    );
    await close();
  },
);

it("on PostgreSQL, a session whose signal comes while its end waits for the entity goes on", async () => {
  const url = await emptyPostgres();
  const { administration, ingest, close } = await openSessionDatabase(url, { mayCreate: true });
  const account = await administration.createAccount("");
  await administration.createEntity(account, "e");
  const times = { created_at: at(0), updated_at: at(0) };
  await ingest.start(account, storedSession({ id: "mine", entity_id: "e", ...STREAM_KEY, ...times }), 100);
  const held = await HeldEntities.hold(url);
  const ending = ingest.endSilent(200, 10);
  await expect.poll(() => held.waiting()).toBe(1);
  expect(await ingest.signal(account, "e", "mine", 300)).not.toHaveProperty("duration");
  await held.letGo();
  expect(await ending).toBe(0);
  expect(await ingest.endSilent(400, 10)).toBe(1);
  await close();
});
