import { Client } from "pg";
import { describe, expect, it } from "vitest";
import { emptyPostgres } from "./databases.ts";
import { Sandbox } from "./program.ts";
import { list, oneEntity, pageOf } from "./scenario.ts";

describe("a PostgreSQL that cannot be used ends the program with exit code 1 and one sentence without the password", () => {
  async function failure(url: string): Promise<string> {
    await using sandbox = new Sandbox();
    const { code, stderr } = await sandbox.run(["serve", "--port", "0", "--database", url]);
    expect([code, stderr.trimEnd().split("\n").length]).toEqual([1, 1]);
    expect(stderr).not.toContain("password");
    return stderr;
  }

  it("when nothing listens there", async () => {
    expect(await failure("postgres://me:password@127.0.0.1:1/lists")).toMatch(
      /The database postgres:\/\/me:\*\*\*@127\.0\.0\.1:1\/lists cannot be opened: .*ECONNREFUSED/,
    );
  });

  it("when there is no such database", async () => {
    expect(await failure(`${await emptyPostgres()}x`)).toMatch(/database "\w+x" does not exist/);
  });

  it.each([
    [99, /schema version 99.*up to \d+: use a newer release/],
    [-1, /schema version -1.*no release/],
  ])("when its schema is newer, or of no release: %i", async (version, sentence) => {
    await using sandbox = new Sandbox();
    const url = await emptyPostgres();
    expect((await sandbox.run(["accounts", "create", "--database", url])).code).toBe(0);
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query("update live_sessions_schema set version = $1", [version]);
    await client.end();
    expect(await failure(url)).toMatch(sentence);
  });
});

it("a database that ends its connections makes the server not ready, and it recovers by itself", async () => {
  await using sandbox = new Sandbox();
  const url = await emptyPostgres();
  const server = await sandbox.serve(["--database", url, "--operations-port", "0"]);
  const ready = async (): Promise<number> => (await fetch(`${server.operations}/readyz`)).status;
  expect(await ready()).toBe(200);
  const name = new URL(url).pathname.slice(1);
  const client = new Client({ connectionString: url.replace(name, "postgres") });
  await client.connect();
  await client.query(`alter database ${name} allow_connections false`);
  await client.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [name]);
  await expect.poll(ready).toBe(503);
  expect((await fetch(`${server.list}/v1/live_entities/e/live_sessions`)).status).toBe(401);
  await client.query(`alter database ${name} allow_connections true`);
  await client.end();
  await expect.poll(ready).toBe(200);
});

it.each([
  ["on", "id = $1"],
  ["off", "id = q.entity_id"],
])("with --sharded %s, the entities of a statement are looked up by %s", async (setting, condition) => {
  await using sandbox = new Sandbox();
  const url = await emptyPostgres();
  const server = await sandbox.serve(["--database", url, "--sharded", setting]);
  const entity = await oneEntity(server.provisioning, [{}]);
  expect((await pageOf(await list(server.list, entity))).data).toEqual(entity.sessions);
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ query: string }>(
    "select query from pg_stat_activity where datname = current_database() and query like '%string_agg%' and pid <> pg_backend_pid()",
  );
  await client.end();
  expect(rows).toEqual([{ query: expect.stringContaining(`from live_entities where ${condition} `) }]);
});
