import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { Client } from "pg";
import { expect, it, onTestFinished } from "vitest";
import { emptyPostgres } from "./databases.ts";

const manifest = createRequire(import.meta.url).resolve("@live-sessions/provisioning/package.json");
const program = join(dirname(manifest), "dist/configured/main.js");

const configuration = {
  database: { driver: "postgresql", url_from: "TEST_DATABASE_URL" },
  live_sessions: {
    table: "video.sessions",
    times: "timestamp",
    ids: "integer",
    columns: { entity: "channel", created_at: "begun", updated_at: "seen", duration: "seconds" },
  },
  live_entities: { table: "channels", columns: { account: "owner" } },
  accounts: { table: "accounts", keys: "sha256-hex" },
  faults: { table: "planted_errors" },
  listen: { port: 0 },
};

const tables = `
  create schema video;
  create table accounts (id uuid primary key, api_key text not null);
  create table channels (id uuid primary key, owner uuid not null references accounts);
  create table video.sessions (
    id serial primary key, channel uuid not null references channels, stream_key text not null,
    begun timestamptz not null, seen timestamptz not null, seconds numeric(15, 3)
  );`;

async function startProvisioner(database: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "live-sessions-provisioner-"));
  const file = join(folder, "provisioner.json");
  writeFileSync(file, JSON.stringify(configuration));
  const child = spawn(process.execPath, [program, "--config", file], {
    env: { ...process.env, TEST_DATABASE_URL: database },
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(async () => {
    child.kill();
    if (child.exitCode === null) await once(child, "close");
    rmSync(folder, { recursive: true });
  });
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  return line.toString().replace("Provisioning at ", "").trim();
}

it("a provisioner by configuration makes, tells and deletes a scenario in PostgreSQL", async () => {
  const database = await emptyPostgres();
  const client = new Client({ connectionString: database });
  await client.connect();
  onTestFinished(() => client.end());
  await client.query(tables);
  const url = await startProvisioner(database);
  const ask = async (method: string, path: string, body?: unknown): Promise<Response> =>
    fetch(url + path, {
      method,
      headers: { "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const session = { created_at: "2023-10-29T02:30:00+02:00", updated_at: "2024-01-01T00:00:00Z", duration: 86_399.999 };
  const made = (await (
    await ask("POST", "/scenarios", {
      accounts: ["owner"],
      live_entities: [{ name: "one", account: "owner", live_sessions: [session] }],
    })
  ).json()) as { id: string; live_entities: { one: { id: string } } };
  expect(made).toMatchObject({
    live_entities: { one: { live_sessions: [{ created_at: "2023-10-29T00:30:00Z", duration: 86_399.999 }] } },
  });
  expect((await ask("POST", `/live_entities/${made.live_entities.one.id}/live_sessions`, {})).status).toBe(201);
  expect((await ask("POST", "/live_entities/none/live_sessions", {})).status).toBe(404);
  expect((await ask("POST", `/live_entities/${made.live_entities.one.id}/faults`, { requests: 3 })).status).toBe(204);
  expect((await client.query("select requests from planted_errors")).rows).toEqual([{ requests: 3 }]);
  expect((await ask("DELETE", `/scenarios/${made.id}`)).status).toBe(204);
  for (const table of ["accounts", "channels", "video.sessions", "planted_errors"])
    expect((await client.query(`select 1 from ${table}`)).rowCount, table).toBe(0);
});
