import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, onTestFinished, test } from "vitest";
import { type Configuration, parseConfiguration } from "../../src/configured/configuration.ts";
import { checkConfiguration, serve } from "../../src/configured/serve.ts";

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** A file of SQLite with tables made by `schema`, deleted when the test ends. */
function database(schema: string): { readonly file: string; readonly rows: (sql: string) => readonly unknown[] } {
  const folder = mkdtempSync(join(tmpdir(), "live-sessions-provisioner-"));
  const file = join(folder, "test.db");
  const opened = new DatabaseSync(file);
  opened.exec(schema);
  onTestFinished(() => {
    opened.close();
    rmSync(folder, { recursive: true });
  });
  return { file, rows: (sql) => opened.prepare(sql).all() };
}

async function client(configuration: Configuration, key?: string): Promise<(...request: Request_) => Promise<Answer>> {
  const provisioner = await serve({ ...configuration, port: 0 }, { key, onError: () => undefined });
  onTestFinished(() => provisioner.close());
  return async (method, path, body, headers = {}) => {
    const answer = await fetch(provisioner.url + path, {
      method,
      headers: { "content-type": "application/json", ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === "" ? undefined : JSON.parse(text) };
  };
}

type Request_ = readonly [method: string, path: string, body?: unknown, headers?: Record<string, string>];

const tables = (times: string, ids: string): string => `
  create table users (no ${ids}, hash text, plan text not null);
  create table channels (no ${ids}, owner, name text);
  create table sessions (no ${ids}, channel, key text, begun ${times}, seen ${times}, seconds real);
`;

const configurationFor = (file: string, times: string, ids: string): Configuration =>
  parseConfiguration(
    {
      database: { driver: "sqlite", file },
      live_sessions: {
        table: "sessions",
        ids,
        times,
        columns: {
          id: "no",
          entity: "channel",
          stream_key: "key",
          created_at: "begun",
          updated_at: "seen",
          duration: "seconds",
        },
      },
      live_entities: { table: "channels", ids, columns: { id: "no", account: "owner" }, set: { name: "of a test" } },
      accounts: { table: "users", ids, columns: { id: "no", key: "hash" }, keys: "sha256-hex", set: { plan: "free" } },
      faults: { table: "planted" },
    },
    {},
  );

const scenario = {
  accounts: ["owner", "stranger"],
  live_entities: [
    {
      name: "one",
      account: "owner",
      live_sessions: [
        {
          created_at: "2024-05-01T12:00:00Z",
          updated_at: "2024-05-01T12:00:09Z",
          duration: 8.125,
          stream_key: "live_a",
        },
        { created_at: "2023-10-29T02:30:00+02:00" },
      ],
    },
    { name: "two", account: "stranger", live_sessions: [] },
  ],
};

const forms = [
  ["text", "text", "2024-05-01T12:00:00Z"],
  ["sql-text", "text", "2024-05-01 12:00:00"],
  ["seconds", "integer", 1_714_564_800],
  ["milliseconds", "integer", 1_714_564_800_000],
] as const;

describe("a provisioner by configuration, on SQLite", () => {
  test.for(forms)("keeps times as %s, and tells them as instants", async ([times, type, stored]) => {
    const { file, rows } = database(tables(type, "text primary key"));
    const ask = await client(configurationFor(file, times, "uuid"));
    const { status, body } = await ask("POST", "/scenarios", scenario);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      live_entities: {
        one: {
          live_sessions: [
            {
              created_at: "2024-05-01T12:00:00Z",
              updated_at: "2024-05-01T12:00:09Z",
              duration: 8.125,
              stream_key: "live_a",
            },
            { created_at: "2023-10-29T00:30:00Z", updated_at: "2023-10-29T00:30:00Z" },
          ],
        },
        two: { live_sessions: [] },
      },
    });
    expect(rows("select begun from sessions where key = 'live_a'")).toEqual([{ begun: stored }]);
  });

  test("inserts, changes and deletes sessions of ids that the database counts, and leaves nothing behind", async () => {
    const { file, rows } = database(tables("text", "integer primary key"));
    const ask = await client(configurationFor(file, "text", "integer"));
    const made = await ask("POST", "/scenarios", scenario);
    const { id, live_entities: entities } = made.body as { id: string; live_entities: Record<string, { id: string }> };
    const path = `/live_entities/${entities["two"]?.id}/live_sessions`;
    const inserted = await ask("POST", path, { created_at: "2024-06-01T00:00:00Z" });
    expect(inserted).toMatchObject({ status: 201, body: { created_at: "2024-06-01T00:00:00Z" } });
    const one = `${path}/${(inserted.body as { id: string }).id}`;
    expect(await ask("PATCH", one, { duration: 4.5, updated_at: "2024-06-02T00:00:00Z" })).toMatchObject({
      status: 200,
      body: { duration: 4.5, updated_at: "2024-06-02T00:00:00Z" },
    });
    expect(await ask("PATCH", one, { duration: null })).not.toHaveProperty("body.duration");
    expect([(await ask("DELETE", one)).status, (await ask("DELETE", one)).status]).toEqual([204, 404]);
    expect((await ask("POST", `/live_entities/${entities["two"]?.id}/faults`, { requests: 2 })).status).toBe(204);
    expect(rows("select requests from planted")).toEqual([{ requests: 2 }]);
    expect((await ask("DELETE", `/scenarios/${id}`)).status).toBe(204);
    for (const table of ["users", "channels", "sessions", "planted"])
      expect(rows(`select count(*) as rows from ${table}`), table).toEqual([{ rows: 0 }]);
  });

  test("answers 404 for what there is not", async () => {
    const { file } = database(tables("text", "text primary key"));
    const ask = await client(configurationFor(file, "text", "uuid"));
    for (const [method, target] of [
      ["DELETE", "/scenarios/none"],
      ["POST", "/live_entities/none/live_sessions"],
      ["PATCH", "/live_entities/none/live_sessions/none"],
      ["DELETE", "/live_entities/none/live_sessions/none"],
      ["POST", "/live_entities/none/faults"],
    ] as const)
      expect((await ask(method, target, method === "DELETE" ? undefined : {})).status, target).toBe(404);
  });

  test("asks for its key, where it has one", async () => {
    const { file } = database(tables("text", "text primary key"));
    const ask = await client(configurationFor(file, "text", "uuid"), "secret");
    expect((await ask("GET", "/capabilities")).status).toBe(401);
    expect((await ask("GET", "/capabilities", undefined, { authorization: "secret" })).body).toMatchObject({
      capabilities: ["insert", "update", "delete", "fault"],
    });
  });

  test("does not start where a table, a column or the file is not there, and says which", async () => {
    const { file } = database("create table sessions (no text, channel text)");
    const configuration = configurationFor(file, "text", "uuid");
    await expect(checkConfiguration(configuration)).rejects.toThrow(
      /^\/live_sessions does not fit the database: no such column: "?key/,
    );
    const { file: other } = database(tables("text", "text").replace("create table users", "create table people"));
    await expect(checkConfiguration(configurationFor(other, "text", "uuid"))).rejects.toThrow(
      "/accounts does not fit the database: no such table: users.",
    );
    await expect(checkConfiguration(configurationFor("/nowhere/test.db", "text", "uuid"))).rejects.toThrow(
      "The database /nowhere/test.db cannot be opened: there is no such file",
    );
  });
});
