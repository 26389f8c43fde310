import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as delay } from "node:timers/promises";
import type { ServedLiveSession } from "@live-sessions/contract";
import { describe, expect, it } from "vitest";
import { DATABASES } from "../databases.ts";
import { Sandbox } from "../program.ts";
import { drawnSeed, randomFromSeed } from "../random-from-seed.ts";
import { MediaServer } from "./media-server.ts";
import { type Operated, operated } from "./operated.ts";
import { walk } from "./walk.ts";

const LANES = 3;
const CONNECTIONS = 2;
const BATCH_LINES = 1_000;
const LINES = 3 * BATCH_LINES;
// A server is killed after at most so many reports, and so many milliseconds.
const MOST_REPORTS = 40;
const MOST_MS = 5;

/** Kills of each kind, by database: the file is what a kill may break; PostgreSQL itself is not what is killed. */
const KILLS: Readonly<Record<string, number>> = { SQLite: 50, PostgreSQL: 8 };

interface Killing {
  readonly sandbox: Sandbox;
  readonly database: string;
  readonly who: Operated;
  readonly random: () => number;
}

describe.each(DATABASES)("on %s, whatever moment `kill -9` comes at", (kind, empty) => {
  const kills = KILLS[kind] ?? 0;

  it("no acknowledged start or end is lost, and no session is there twice", async () => {
    await using sandbox = new Sandbox();
    const database = await empty(sandbox);
    const who = await operated(sandbox, database);
    const random = randomFromSeed(drawnSeed(`kills during starts on ${kind}`));
    const lanes = await inLanes(LANES, async (lane) => {
      // A lane's own entity, so that lanes need not know of each other.
      const { stdout } = await sandbox.run(["entities", "create", "--account", who.account, "--database", database]);
      const own = { ...who, entityId: stdout.trim() };
      const media = new MediaServer(own, random);
      const rounds = Math.ceil((kills - lane) / LANES);
      for (let round = 0; round < rounds; round += 1)
        await killWhileReporting({ sandbox, database, who, random }, media);
      return { own, media, rounds };
    });
    expect(lanes.reduce((sum, { rounds }) => sum + rounds, 0)).toBe(kills);
    const server = await sandbox.serve(["--database", database, "--ingest-port", "0", "--second-session", "keep"]);
    const acknowledged = lanes.reduce((sum, { media }) => sum + media.acknowledged.size, 0);
    expect(acknowledged).toBeGreaterThan(kills);
    for (const { own, media } of lanes) {
      await media.settle(server.ingest);
      const listed = await walk(server.list, own);
      expect(listed.map(({ id }) => id).sort()).toEqual([...media.acknowledged.keys()].sort());
      expect(new Map(listed.map((session) => [session.id, session]))).toEqual(media.acknowledged);
    }
    expectWhole(kind, database);
  });

  it("a batch of an import is there whole or not at all, and the same lines again complete it", async () => {
    await using sandbox = new Sandbox();
    const database = await empty(sandbox);
    const who = await operated(sandbox, database);
    const killing = { sandbox, database, who, random: randomFromSeed(drawnSeed(`kills during imports on ${kind}`)) };
    const files = Array.from({ length: kills }, (_, n) => importFile(sandbox, `entity-${n}`));
    const begun = performance.now();
    await importWhole(killing, importFile(sandbox, "measured"));
    const life = new Lifetime((performance.now() - begun) * LANES);
    const done = new Set<string>();
    await inLanes(LANES, async (lane) => {
      for (const file of files.filter((_, n) => n % LANES === lane)) {
        if (await killImport(killing, file, life)) done.add(file);
      }
    });
    const there = await linesByEntity(sandbox, database);
    for (const [n, file] of files.entries()) {
      const lines = there.get(`entity-${n}`) ?? 0;
      expect([file, lines % BATCH_LINES, done.has(file) ? lines : LINES]).toEqual([file, 0, LINES]);
    }
    const present = files.reduce((sum, _, n) => sum + (there.get(`entity-${n}`) ?? 0), 0);
    // Kills that all came too early or too late would have shown nothing.
    expect([present > 0, present < kills * LINES]).toEqual([true, true]);
    writeFileSync(sandbox.file("all"), files.map((file) => readFileSync(file, "utf8")).join(""));
    expect(await importWhole(killing, sandbox.file("all"))).toContain(
      `Done: ${kills * LINES} lines read, ${kills * LINES - present} sessions new, 0 changed, ${present} as they were.\n`,
    );
    expectWhole(kind, database);
  });
});

/** How long an import may take until it is killed: longer after each that was, shorter after each that came to its end. */
class Lifetime {
  ms: number;

  constructor(ms: number) {
    this.ms = ms;
  }

  note(wasKilled: boolean): void {
    // What else the machine does changes from one to the next: so fast it is found again.
    this.ms *= wasKilled ? 1.5 : 0.7;
  }
}

async function killWhileReporting({ sandbox, database, random }: Killing, media: MediaServer): Promise<void> {
  const server = await sandbox.serve(["--database", database, "--ingest-port", "0", "--second-session", "keep"]);
  const reporting = Array.from({ length: CONNECTIONS }, () => media.reportUntilItBreaks(server.ingest));
  await Promise.race([media.acknowledgements(Math.floor(random() * MOST_REPORTS)), Promise.all(reporting)]);
  await delay(random() * MOST_MS);
  await server.stop("SIGKILL");
  await Promise.all(reporting);
}

/** @returns whether it had ended by itself, having written everything */
async function killImport({ sandbox, database, who, random }: Killing, file: string, life: Lifetime): Promise<boolean> {
  const child = sandbox.start(["import", "--account", who.account, "--file", file, "--database", database]);
  const closed = once(child, "close");
  await Promise.race([closed, delay(random() * life.ms)]);
  child.kill("SIGKILL");
  const [code] = await closed;
  expect([0, null]).toContain(code);
  life.note(code === null);
  return code === 0;
}

async function importWhole({ sandbox, database, who }: Killing, file: string): Promise<string> {
  const { code, stderr } = await sandbox.run([
    ...["import", "--account", who.account],
    ...["--file", file, "--database", database],
  ]);
  expect([code, stderr]).toEqual([0, expect.stringMatching(/^Done: /m)]);
  return stderr;
}

function importFile(sandbox: Sandbox, entity_id: string): string {
  const file = sandbox.file(`${entity_id}.ndjson`);
  const at = { created_at: "2024-05-01T12:00:00Z", updated_at: "2024-05-01T12:00:00Z" };
  const lines = Array.from({ length: LINES }, (_, n) =>
    JSON.stringify({ id: `s-${n}`, entity_id, stream_key: "live_EXAMPLEKEY01", ...at }),
  );
  writeFileSync(file, lines.map((line) => `${line}\n`).join(""));
  return file;
}

async function linesByEntity(sandbox: Sandbox, database: string): Promise<Map<string, number>> {
  const { code, stdout } = await sandbox.run(["export", "--database", database]);
  expect(code).toBe(0);
  const counts = new Map<string, number>();
  for (const line of stdout.split("\n").slice(0, -1)) {
    const { entity_id } = JSON.parse(line) as ServedLiveSession;
    counts.set(entity_id, (counts.get(entity_id) ?? 0) + 1);
  }
  return counts;
}

/** Of a file, what SQLite itself finds wrong with it. */
function expectWhole(kind: string, database: string): void {
  if (kind !== "SQLite") return;
  using file = new DatabaseSync(database);
  expect(file.prepare("pragma integrity_check").all()).toEqual([{ integrity_check: "ok" }]);
  expect(file.prepare("pragma foreign_key_check").all()).toEqual([]);
}

function inLanes<T>(lanes: number, work: (lane: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: lanes }, (_, lane) => work(lane)));
}
