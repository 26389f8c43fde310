import { existsSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { DATABASES, emptyPostgres } from "./databases.ts";
import { type Ended, Sandbox } from "./program.ts";

const ENTITY = "5f0d3c1e-9a48-4a7e-8b0a-2f6d1c3e7a90";

function line(n: number, members: object = {}): string {
  const created_at = new Date(Date.UTC(2024, 4, 1) + Math.floor(n / 2) * 1000).toISOString().replace(".000", "");
  const id = `s-${String(n).padStart(6, "0")}`;
  const session = { id, entity_id: ENTITY, stream_key: "live_EXAMPLEKEY01", duration: n / 8, created_at };
  return JSON.stringify({ ...session, updated_at: created_at, ...members });
}

interface Bench {
  readonly account: string;
  addAccount(): Promise<string>;
  entitiesOf(account: string): Promise<string>;
  import(lines: readonly string[], account?: string): Promise<Ended>;
  export(...args: string[]): Promise<string[]>;
}

async function bench(sandbox: Sandbox, location: string): Promise<Bench> {
  const database = ["--database", location];
  const addAccount = async (): Promise<string> =>
    (await sandbox.run(["accounts", "create", ...database])).stdout.trim();
  const account = await addAccount();
  return {
    account,
    addAccount,
    entitiesOf: async (owner) => (await sandbox.run(["entities", "list", "--account", owner, ...database])).stdout,
    import: (lines, into = account) => {
      writeFileSync(sandbox.file("in.ndjson"), lines.map((each) => `${each}\n`).join(""));
      return sandbox.run(["import", "--account", into, "--file", sandbox.file("in.ndjson"), ...database]);
    },
    export: async (...args) => {
      const { code, stdout } = await sandbox.run(["export", ...database, ...args]);
      expect(code).toBe(0);
      return stdout.split("\n").slice(0, -1);
    },
  };
}

const lines = Array.from({ length: 2_500 }, (_, n) => line(n));

describe.each(DATABASES)("on %s, an import", (_, empty) => {
  it("comes back from an export line by line, and changes nothing the second time", async () => {
    await using sandbox = new Sandbox();
    const database = await bench(sandbox, await empty(sandbox));
    const first = await database.import(lines.toReversed());
    expect([first.code, first.stderr]).toEqual([
      0,
      "Done: 2500 lines read, 2500 sessions new, 0 changed, 0 as they were.\n",
    ]);
    expect(await database.export()).toEqual(lines);
    const second = await database.import(await database.export("--entity", ENTITY.toUpperCase()));
    expect(second.stderr).toBe("Done: 2500 lines read, 0 sessions new, 0 changed, 2500 as they were.\n");
  });

  it("and an export tell on stderr how far they are, when they take long", async () => {
    await using sandbox = new Sandbox();
    const location = await empty(sandbox);
    const database = await bench(sandbox, location);
    const many = Array.from({ length: 50_001 }, (_, n) => line(n));
    const { stderr } = await database.import(many);
    const counts = (n: number): string => `${n} lines read, ${n} sessions new, 0 changed, 0 as they were.\n`;
    expect(stderr).toBe(`${counts(50_000)}Done: ${counts(50_001)}`);
    const exported = await sandbox.run(["export", "--database", location]);
    expect([exported.code, exported.stderr]).toEqual([0, "50000 sessions written.\n"]);
    expect(exported.stdout === many.map((each) => `${each}\n`).join("")).toBe(true);
  });

  it("replaces a session that has changed, skips empty lines, and reads times of any offset", async () => {
    await using sandbox = new Sandbox();
    const database = await bench(sandbox, await empty(sandbox));
    await database.import([line(0)]);
    const elsewhere = { created_at: "2024-05-01T02:00:00+02:00", updated_at: "2024-05-01T00:30:00Z", extra: 1 };
    const { stderr } = await database.import(["", line(0, { ...elsewhere, duration: null }), "  "]);
    expect(stderr).toBe("Done: 3 lines read, 0 sessions new, 1 changed, 0 as they were.\n");
    const [exported] = await database.export();
    expect(JSON.parse(exported ?? "")).toEqual({
      id: "s-000000",
      entity_id: ENTITY,
      stream_key: "live_EXAMPLEKEY01",
      created_at: "2024-05-01T00:00:00Z",
      updated_at: "2024-05-01T00:30:00Z",
    });
  });

  it.each([
    ["{", /Line 2301: The body: expected one JSON object, as NDJSON has them/],
    ["id,entity_id,created_at", /Line 2301: The body: expected one JSON object, as NDJSON has them/],
    ["[]", /Line 2301: The body: expected a JSON object/],
    [line(2_300, { duration: "5" }), /Line 2301: \/duration: expected seconds/],
    [line(2_300, { created_at: undefined }), /Line 2301: \/created_at: expected/],
    [
      line(2_300, { id: "s-000001" }),
      /Line 2301: \/created_at: the session of this id is there with another created_at/,
    ],
  ])("names a bad line by its number and writes nothing of its batch: %s", async (bad, sentence) => {
    await using sandbox = new Sandbox();
    const database = await bench(sandbox, await empty(sandbox));
    const { code, stderr } = await database.import(lines.with(2_300, bad));
    expect([code, stderr.trimEnd().split("\n").length]).toEqual([1, 1]);
    expect(stderr).toMatch(sentence);
    expect(stderr).toMatch(/Lines 1 to 2000 are written, nothing after\.$/m);
    expect(await database.export()).toEqual(lines.slice(0, 2_000));
  });

  it("ends a line at a line feed alone, whatever else a text holds that looks like an end", async () => {
    await using sandbox = new Sandbox();
    const database = await bench(sandbox, await empty(sandbox));
    const odd = line(0, { stream_key: "live_\u2028\u2029\ufeffEXAMPLEKEY01" });
    const first = await database.import([`\ufeff${odd}\r`, line(1)]);
    expect([first.code, first.stderr]).toEqual([0, expect.stringMatching(/2 sessions new/)]);
    const exported = await database.export();
    expect(exported).toEqual([odd, line(1)]);
    expect((await database.import(exported)).stderr).toMatch(/2 as they were/);
  });

  it.each([
    [
      "bytes that are not UTF-8",
      Buffer.from(line(1_000, { stream_key: "live_\u00ff" }), "latin1"),
      /Line 1001 is not UTF-8\./,
    ],
    ["a line of 40 MiB", Buffer.alloc(40 * 1024 * 1024, "["), /Line 1001 is longer than 1048576 bytes/],
  ])("refuses %s, and names the line", async (_case, bytes, sentence) => {
    await using sandbox = new Sandbox();
    const location = await empty(sandbox);
    const { account, export: exported } = await bench(sandbox, location);
    const file = sandbox.file("bad.ndjson");
    const before = lines.slice(0, 1_000).map((each) => `${each}\n`);
    writeFileSync(file, Buffer.concat([Buffer.from(before.join("")), bytes]));
    const args = ["import", "--account", account, "--file", file, "--database", location];
    const { code, stderr } = await sandbox.run(args);
    expect([code, stderr]).toEqual([1, expect.stringMatching(sentence)]);
    expect(await exported()).toEqual(lines.slice(0, 1_000));
  });

  it("and an export of an entity that is not there fail, instead of making an empty back-up", async () => {
    await using sandbox = new Sandbox();
    const location = await empty(sandbox);
    await bench(sandbox, location);
    const { code, stdout, stderr } = await sandbox.run(["export", "--entity", "none", "--database", location]);
    expect([code, stdout, stderr]).toEqual([1, "", "live-sessions-server: There is no live entity none.\n"]);
  });

  it("writes into no other account's entity", async () => {
    await using sandbox = new Sandbox();
    const database = await bench(sandbox, await empty(sandbox));
    await database.import(lines.slice(0, 1));
    const stranger = await database.addAccount();
    const { code, stderr } = await database.import([line(5, { entity_id: "other" }), line(6)], stranger);
    expect([code, stderr]).toEqual([
      1,
      "live-sessions-server: Line 2: /entity_id: the entity belongs to another account. Nothing was written.\n",
    ]);
    expect(await database.export()).toEqual(lines.slice(0, 1));
    expect(await database.entitiesOf(stranger)).toBe("");
  });

  it("reads stdin, and says so when there is no such file or account", async () => {
    await using sandbox = new Sandbox();
    const location = await empty(sandbox);
    const { account } = await bench(sandbox, location);
    const database = ["--database", location];
    const piped = sandbox.start(["import", "--account", account, ...database]);
    const errors: string[] = [];
    piped.stderr?.on("data", (chunk: Buffer) => void errors.push(chunk.toString()));
    piped.stdin?.end(`${line(0)}\r\n${line(1)}`);
    const code = await new Promise((resolve) => piped.once("close", resolve));
    expect([code, errors.join("")]).toEqual([0, "Done: 2 lines read, 2 sessions new, 0 changed, 0 as they were.\n"]);
    const missing = await sandbox.run(["import", "--account", account, "--file", sandbox.file("none"), ...database]);
    expect([missing.code, missing.stderr]).toEqual([1, expect.stringMatching(/The input cannot be read: ENOENT/)]);
    const nobody = await sandbox.run(["import", "--account", "nobody", ...database]);
    expect([nobody.code, nobody.stderr]).toEqual([1, expect.stringMatching(/There is no account nobody\./)]);
  });
});

it.each([
  ["export"],
  ["import", "--account", "a"],
  ["accounts", "list"],
  ["entities", "create", "--account", "a"],
  ["keys", "list"],
])("on a mistyped path, %s %s makes no file and fails", async (...command) => {
  await using sandbox = new Sandbox();
  const file = sandbox.file("mistyped.sqlite");
  const args = [...command.filter((each) => each !== undefined), "--database", file];
  const { code, stderr } = await sandbox.run(args);
  expect([code, stderr]).toEqual([
    1,
    expect.stringMatching(/There is no database .*Create one with serve or accounts create/),
  ]);
  expect(existsSync(file)).toBe(false);
});

it("on a PostgreSQL without its tables, export makes none and fails", async () => {
  await using sandbox = new Sandbox();
  const url = await emptyPostgres();
  for (const _ of [1, 2]) {
    const { code, stderr } = await sandbox.run(["export", "--database", url]);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/There is no database of ours at postgres:/)]);
  }
});
