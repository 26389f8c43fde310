import { copyFileSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { openDatabase } from "../../src/sqlite/open-database.ts";
import { emptyPostgres } from "../databases.ts";
import { Sandbox } from "../program.ts";
import { drawnSeed, randomFromSeed } from "../random-from-seed.ts";
import { list, oneEntity, pageOf } from "../scenario.ts";
import { operated } from "./operated.ts";
import { walk } from "./walk.ts";

const LINES = 400;
const PLACES = 24;
const FLIPPED_BITS = 8;
const WHOLE = { code: 0, stdout: "", stderr: "The database is whole.\n" };

function line(entity_id: string, n: number): string {
  const created_at = new Date(Date.UTC(2024, 4, 1) + Math.floor(n / 2) * 1000).toISOString().replace(".000", "");
  return JSON.stringify({
    id: `s-${n}`,
    entity_id,
    stream_key: "live_EXAMPLEKEY01",
    created_at,
    updated_at: created_at,
  });
}

describe("of an SQLite file with flipped bits", () => {
  it("no list comes that is not whole, wherever the bits are", async () => {
    await using sandbox = new Sandbox();
    const file = sandbox.file("whole.sqlite");
    const who = await operated(sandbox, file);
    writeFileSync(sandbox.file("in"), Array.from({ length: LINES }, (_, n) => `${line(who.entityId, n)}\n`).join(""));
    await sandbox.run(["import", "--account", who.account, "--file", sandbox.file("in"), "--database", file]);
    expect(await sandbox.run(["verify", "--database", file])).toEqual(WHOLE);
    const random = randomFromSeed(drawnSeed("flipped bits"));
    const bytes = readFileSync(file);
    const outcomes = { refused: 0, failed: 0, whole: 0 };
    for (let place = 0; place < PLACES; place += 1) {
      const damaged = sandbox.file(`damaged-${place}.sqlite`);
      // Somewhere in the pages, and past the first, without which SQLite itself knows no database.
      const at = Math.floor(((place + random()) / PLACES) * (bytes.length - 8_192)) + 8_192 - FLIPPED_BITS;
      const flipped = Buffer.from(bytes);
      for (let n = 0; n < FLIPPED_BITS; n += 1)
        flipped[at + n] = (flipped[at + n] ?? 0) ^ (1 << Math.floor(random() * 8));
      writeFileSync(damaged, flipped);
      // Without the check at the start, which would leave little to be read.
      const server = await sandbox.serve(["--database", damaged, "--check-at-start", "off"]).catch(() => undefined);
      if (!server) {
        outcomes.refused += 1;
        continue;
      }
      let isKeyLost = false;
      const listed = await walk(server.list, who).catch((error: unknown) => {
        isKeyLost = String(error).includes("401");
        return undefined;
      });
      if (listed) expect([place, listed.map(({ id }) => id).sort()]).toEqual([place, ids()]);
      outcomes[listed ? "whole" : "failed"] += 1;
      await server.stop();
      // A hash of a key tells nobody that it was another one.
      if (!listed && !isKeyLost) expect((await sandbox.run(["verify", "--database", damaged])).code).toBe(1);
    }
    // Places that all lie where nothing is read would show nothing.
    expect(outcomes.failed).toBeGreaterThan(3);
  });

  it.each([
    ["a session of the middle is gone", "delete from live_sessions where id = 's-7'"],
    ["the newest is gone", "delete from live_sessions where id = 's-39'"],
    ["the oldest is gone", "delete from live_sessions where id = 's-0'"],
    ["all are gone", "delete from live_sessions"],
    ["a body has another byte", "update live_sessions set body = replace(body, 'KEY01', 'KEY02') where id = 's-20'"],
    ["a session lies elsewhere", "update live_sessions set created_at = created_at + 5 where id = 's-20'"],
  ])("with the rows as they would then be: %s", async (_, sql) => {
    await using sandbox = new Sandbox();
    const file = sandbox.file("a.sqlite");
    const who = await operated(sandbox, file);
    writeFileSync(sandbox.file("in"), Array.from({ length: 40 }, (_each, n) => `${line(who.entityId, n)}\n`).join(""));
    await sandbox.run(["import", "--account", who.account, "--file", sandbox.file("in"), "--database", file]);
    using database = openDatabase(file);
    for (const name of ["inserted", "updated", "deleted"]) database.exec(`drop trigger live_sessions_${name}`);
    database.exec(sql);
    const server = await sandbox.serve(["--database", file]);
    for (const size of [1, 7, 20, 39, 40, 100]) {
      await expect(walk(server.list, who, size)).rejects.toThrow("500");
    }
    const { code, stderr } = await sandbox.run(["verify", "--database", file]);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/damaged in \d+ places?: restore a back-up/)]);
  });

  it("a damaged structure is refused at the start", async () => {
    await using sandbox = new Sandbox();
    const file = sandbox.file("a.sqlite");
    const who = await operated(sandbox, file);
    writeFileSync(sandbox.file("in"), Array.from({ length: LINES }, (_, n) => `${line(who.entityId, n)}\n`).join(""));
    await sandbox.run(["import", "--account", who.account, "--file", sandbox.file("in"), "--database", file]);
    const bytes = readFileSync(file);
    // The count of cells and the first pointers of a page in the middle.
    bytes.fill(0xff, 8_192 * Math.floor(bytes.length / 16_384), 8_192 * Math.floor(bytes.length / 16_384) + 16);
    writeFileSync(file, bytes);
    const { code, stderr } = await sandbox.run(["serve", "--port", "0", "--database", file]);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/a\.sqlite is damaged \(.*\): restore a back-up\./)]);
  });
});

describe("a walk past what was lawfully deleted", () => {
  it("goes on at every place, above and below", async () => {
    await using sandbox = new Sandbox();
    const file = sandbox.file("a.sqlite");
    const server = await sandbox.serve(["--database", file]);
    const at = (n: number): string => new Date(Date.UTC(2024, 4, 1) + n * 1000).toISOString().replace(".000", "");
    const entity = await oneEntity(
      server.provisioning,
      Array.from({ length: 6 }, (_, n) => ({ created_at: at(n) })),
    );
    const sessions = entity.sessions.toReversed();
    const tokens = ["", ...(await tokensOf(server.list, entity))];
    for (const [n, { id }] of sessions.entries()) {
      const path = `${server.provisioning}/live_entities/${entity.entityId}/live_sessions/${id}`;
      expect((await fetch(path, { method: "DELETE" })).status).toBe(204);
      for (const [depth, token] of tokens.entries()) {
        const query = token === "" ? "?page_size=2" : `?page_size=2&page_token=${token}`;
        const { data } = await pageOf(await list(server.list, entity, query));
        expect(data).toEqual(sessions.slice(Math.max(depth, n + 1)).slice(0, 2));
      }
    }
    expect(await sandbox.run(["verify", "--database", file])).toEqual(WHOLE);
  });
});

async function tokensOf(base: string, entity: Parameters<typeof list>[1]): Promise<string[]> {
  const tokens: string[] = [];
  for (let token = ""; ; ) {
    const query = token === "" ? "?page_size=1" : `?page_size=1&page_token=${token}`;
    token = (await pageOf(await list(base, entity, query))).next_page_token;
    if (token === "") return tokens;
    tokens.push(token);
  }
}

describe("the files of a running server", () => {
  it("are for their owner alone", async () => {
    await using sandbox = new Sandbox();
    const file = sandbox.file("a.sqlite");
    await sandbox.serve(["--database", file]);
    const modes = ["", "-wal", "-shm"].map((suffix) => statSync(file + suffix).mode & 0o777);
    expect(modes).toEqual([0o600, 0o600, 0o600]);
  });

  it.each(["", "-wal", "-shm"])("end it when one of them is removed or replaced: %j", async (suffix) => {
    await using sandbox = new Sandbox();
    const file = sandbox.file("a.sqlite");
    const server = await sandbox.serve(["--database", file]);
    const closed = new Promise((resolve) => server.child.once("close", resolve));
    copyFileSync(file + suffix, `${file}-copy`);
    rmSync(file + suffix);
    if (suffix === "") copyFileSync(`${file}-copy`, file);
    await closed;
    const { code, stderr } = await server.stop();
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/a\.sqlite\S* was removed or replaced under the running server\./),
    ]);
  });
});

it("on PostgreSQL, verify reads what a body says of its row", async () => {
  await using sandbox = new Sandbox();
  const url = await emptyPostgres();
  const server = await sandbox.serve(["--database", url]);
  const entity = await oneEntity(server.provisioning, [{}, {}]);
  expect(await sandbox.run(["verify", "--database", url])).toEqual(WHOLE);
  const { Client } = await import("pg");
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query("update live_sessions set body = left(body, 40) where id = $1", [entity.sessions[0]?.id]);
  await client.end();
  const { code, stdout } = await sandbox.run(["verify", "--database", url]);
  expect([code, stdout]).toEqual([1, expect.stringContaining(`"${entity.sessions[0]?.id}"`)]);
});

function ids(): string[] {
  return Array.from({ length: LINES }, (_, n) => `s-${n}`).sort();
}

it("a file of another program's connection keeps its chain, or is not written to", async () => {
  await using sandbox = new Sandbox();
  const file = sandbox.file("a.sqlite");
  const server = await sandbox.serve(["--database", file]);
  await oneEntity(server.provisioning, [{}, {}]);
  using other = new DatabaseSync(file);
  expect(() => other.exec("delete from live_sessions")).toThrow("crc32");
});
