import { validateErrorBody } from "@live-sessions/contract/validators";
import { describe, expect, it } from "vitest";
import { openSessionDatabase } from "../src/open-session-database.ts";
import type { StartReport } from "../src/session-database.ts";
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
function serveAt(
  sandbox: Sandbox,
  database: string,
  seconds: number,
  timeout = "60",
  second: readonly string[] = ["--second-session", "keep"],
): Promise<Serving> {
  const clock = new URL("clock.ts", import.meta.url);
  const args = ["--database", database, "--ingest-port", "0", "--log-level", "info", ...second];
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
    for (const event of ["start", "signal"]) {
      const late = await report(b.ingest, entity, event, { ...mine, ...STREAM_KEY });
      expect([late.status, validateErrorBody(late.body)]).toEqual([409, []]);
    }
    expect((await pageOf(await list(a.list, entity))).data).toEqual([closed]);
  });

  it("each of many sessions is ended once, whichever process looks first", async () => {
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

/** Sets the time of day of a server, whose other clock stays where it is. */
async function leap(seconds: number, { child }: Serving): Promise<void> {
  const leapt = outputUntil(child, "clock leap");
  child.stdin?.write(`leap ${seconds}\n`);
  await leapt;
}

describe.each(DATABASES)("on %s, what a wrong clock says for a moment bills nothing", (_, empty) => {
  it("when a signal is heard an hour ahead", async () => {
    await using sandbox = new Sandbox();
    const server = await serveAt(sandbox, await empty(sandbox), 0);
    const entity = await oneEntity(server.provisioning, []);
    const mine = { entity_id: entity.entityId, id: "mine" };
    await report(server.ingest, entity, "start", { ...mine, ...STREAM_KEY });
    await pass(5, server);
    await leap(3_600, server);
    expect((await report(server.ingest, entity, "signal", mine)).status).toBe(200);
    await leap(-3_600, server);
    await pass(65, server);
    expect(await durations(server.list, entity)).toEqual([5]);
  });

  it("when a start or an end is heard then", async () => {
    await using sandbox = new Sandbox();
    const server = await serveAt(sandbox, await empty(sandbox), 0);
    const entity = await oneEntity(server.provisioning, []);
    const [one, two] = ["one", "two"].map((id) => ({ entity_id: entity.entityId, id }));
    await report(server.ingest, entity, "start", { ...one, ...STREAM_KEY });
    await pass(10, server);
    await leap(3_600, server);
    await report(server.ingest, entity, "end", one ?? {});
    await report(server.ingest, entity, "start", { ...two, ...STREAM_KEY });
    await leap(-3_600, server);
    await pass(10, server);
    await report(server.ingest, entity, "end", two ?? {});
    expect(await durations(server.list, entity)).toEqual([10, 10]);
    expect((await pageOf(await list(server.list, entity))).data.map(({ created_at }) => created_at)).toEqual([
      at(10),
      at(0),
    ]);
  });

  it("when it had the last word: what was heard in times to come counts from now on", async () => {
    await using sandbox = new Sandbox();
    const { administration, ingest, close } = await openSessionDatabase(await empty(sandbox), { mayCreate: true });
    const account = await administration.createAccount("");
    await administration.createEntity(account, "e", undefined);
    await ingest.start(account, started(100));
    await ingest.signal(account, "e", "mine", 3_700);
    expect(await ingest.endSilent(50, 10, 110)).toBe(0);
    expect(await ingest.endSilent(120, 10, 180)).toBe(1);
    expect(await ingest.signal(account, "e", "mine", 190)).toMatchObject({ duration: 10 });
    await close();
  });
});

describe.each(DATABASES)("on %s, the clock of a media server", (_, empty) => {
  it("may be some minutes ahead, and then what was heard is the duration; further ahead it is refused", async () => {
    await using sandbox = new Sandbox();
    const server = await serveAt(sandbox, await empty(sandbox), 0);
    const entity = await oneEntity(server.provisioning, []);
    const mine = { entity_id: entity.entityId, id: "mine" };
    const start = (created_at: string): ReturnType<typeof report> =>
      report(server.ingest, entity, "start", { ...mine, ...STREAM_KEY, created_at });
    const refused = await start(at(301));
    expect([refused.status, validateErrorBody(refused.body)]).toEqual([400, []]);
    expect((await start(at(300))).status).toBe(201);
    await pass(20, server);
    const { body } = await report(server.ingest, entity, "end", mine);
    expect([body.created_at, body.duration, body.updated_at]).toEqual([at(300), 20, at(300)]);
  });

  it("counts where it told both times, and where it measured the duration", async () => {
    await using sandbox = new Sandbox();
    const server = await serveAt(sandbox, await empty(sandbox), 0);
    const entity = await oneEntity(server.provisioning, []);
    const end = async (id: string, created_at: string | undefined, report_: object): Promise<number | undefined> => {
      const mine = { entity_id: entity.entityId, id };
      await report(server.ingest, entity, "start", { ...mine, ...STREAM_KEY, ...(created_at ? { created_at } : {}) });
      await pass(20, server);
      return (await report(server.ingest, entity, "end", { ...mine, ...report_ })).body.duration;
    };
    expect(await end("both", at(-600), { updated_at: at(-510) })).toBe(90);
    expect(await end("measured", at(-600), { duration: 12.345, updated_at: at(900) })).toBe(12.345);
    expect(await end("one", undefined, { updated_at: at(900) })).toBe(20);
  });
});

describe.each(DATABASES)("on %s, a second session while one is in progress", (_, empty) => {
  async function second(setting: readonly string[]): Promise<readonly (number | undefined)[]> {
    await using sandbox = new Sandbox();
    const server = await serveAt(sandbox, await empty(sandbox), 0, "600", setting);
    const entity = await oneEntity(server.provisioning, []);
    const start = (id: string): ReturnType<typeof report> =>
      report(server.ingest, entity, "start", { entity_id: entity.entityId, id, ...STREAM_KEY });
    await start("silent");
    await pass(10, server);
    const statuses = [(await start("signalled")).status];
    await pass(20, server);
    await report(server.ingest, entity, "signal", { entity_id: entity.entityId, id: "signalled" });
    await pass(30, server);
    statuses.push((await start("last")).status);
    return [...statuses, ...(await durations(server.list, entity)).toReversed()];
  }

  it("ends the first: at its last signal or, without any, at once", async () => {
    expect(await second([])).toEqual([201, 201, 10, 20, undefined]);
  });

  it("is refused, where that is set", async () => {
    expect(await second(["--second-session", "refuse"])).toEqual([409, 409, undefined]);
  });

  it("goes on with it, where that is set", async () => {
    expect(await second(["--second-session", "keep"])).toEqual([201, 201, undefined, undefined, undefined]);
  });
});

function started(now: number, id = "mine"): StartReport {
  const times = { created_at: at(0), updated_at: at(0) };
  const stored = storedSession({ id, entity_id: "e", ...STREAM_KEY, ...times });
  return { stored, now, source: null, second: "keep" };
}

it.each(DATABASES)(
  "on %s, a session that was ended and is in progress again is never ended by silence",
  async (_, empty) => {
    await using sandbox = new Sandbox();
    const { administration, ingest, close } = await openSessionDatabase(await empty(sandbox), {
      mayCreate: true,
    });
    const account = await administration.createAccount("");
    await administration.createEntity(account, "e", undefined);
    await ingest.start(account, started(100));
    await ingest.end(account, "e", "mine", { updated_at: at(1), duration: undefined, now: 101 });
    await administration.importSessions(account, [started(102).stored]);
    expect(await ingest.endSilent(200, 10, 200)).toBe(0);
    expect(await ingest.signal(account, "e", "mine", 300)).toEqual(
      expect.not.objectContaining({ duration: expect.anything() }),
    );
    await close();
  },
);

it("on PostgreSQL, a session whose signal comes while its end waits for the entity goes on", async () => {
  const url = await emptyPostgres();
  const { administration, ingest, close } = await openSessionDatabase(url, { mayCreate: true });
  const account = await administration.createAccount("");
  await administration.createEntity(account, "e", undefined);
  await ingest.start(account, started(100));
  const held = await HeldEntities.hold(url);
  const ending = ingest.endSilent(200, 10, 200);
  await expect.poll(() => held.waiting()).toBe(1);
  expect(await ingest.signal(account, "e", "mine", 300)).not.toHaveProperty("duration");
  await held.letGo();
  expect(await ending).toBe(0);
  expect(await ingest.endSilent(400, 10, 400)).toBe(1);
  await close();
});
