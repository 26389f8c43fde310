import { describe, expect, it } from "vitest";
import { openSessionDatabase } from "../src/open-session-database.ts";
import { DATABASES } from "./databases.ts";
import { Sandbox } from "./program.ts";
import { report } from "./report.ts";
import { list, pageOf } from "./scenario.ts";

interface Operator {
  run(...args: string[]): Promise<string>;
  readonly account: string;
  readonly entityId: string;
}

async function operator(sandbox: Sandbox, database: string): Promise<Operator> {
  const run = async (...args: string[]): Promise<string> => {
    const { code, stdout, stderr } = await sandbox.run([...args, "--database", database]);
    if (code !== 0) throw new Error(stderr);
    return stdout.trim();
  };
  const account = await run("accounts", "create");
  return { run, account, entityId: await run("entities", "create", "--account", account) };
}

interface ExpiringKey {
  readonly key: string;
  /** Unix time in seconds. */
  readonly expiresAt: number;
}

/** A key that expires soon, and was used until then so often that its answer is kept: on a busy machine that takes longer. */
async function keptWhileValid(
  database: string,
  account: string,
  status: (key: string) => Promise<number>,
): Promise<ExpiringKey> {
  const { administration, close } = await openSessionDatabase(database, { mayCreate: false });
  try {
    for (let seconds = 2; ; seconds *= 2) {
      const expiresAt = Math.floor(Date.now() / 1000) + seconds;
      const { key = "" } = (await administration.createKey(account, { name: "", scopes: ["read"], expiresAt })) ?? {};
      const statuses: number[] = [];
      while (statuses.length < 4) statuses.push(await status(key));
      if (Date.now() / 1000 >= expiresAt) continue;
      expect(statuses).toEqual([200, 200, 200, 200]);
      return { key, expiresAt };
    }
  } finally {
    await close();
  }
}

describe.each(DATABASES)("on %s, a key", (_, empty) => {
  it("reads lists or reports sessions, as its scopes say", async () => {
    await using sandbox = new Sandbox();
    const database = await empty(sandbox);
    const { run, account, entityId } = await operator(sandbox, database);
    const server = await sandbox.serve(["--database", database, "--ingest-port", "0"]);
    const statuses = async (...scopes: string[]): Promise<readonly number[]> => {
      const authorization = await run("keys", "create", "--account", account, ...scopes);
      const start = { entity_id: entityId, stream_key: "live_EXAMPLEKEY01" };
      const started = await report(server.ingest, { authorization }, "start", start);
      // Twice, as a server may remember it.
      const listed = [1, 2].map(async () => (await list(server.list, { authorization, entityId })).status);
      return [started.status, ...(await Promise.all(listed))];
    };
    expect(await statuses()).toEqual([201, 200, 200]);
    expect(await statuses("--scopes", "read")).toEqual([401, 200, 200]);
    expect(await statuses("--scopes", "ingest")).toEqual([201, 401, 401]);
    const keys = (await run("keys", "list")).split("\n").map((line) => JSON.parse(line) as { scopes: string[] });
    expect(keys.map(({ scopes }) => scopes.join()).sort()).toEqual(["ingest", "read", "read,ingest"]);
    await expect(run("keys", "create", "--account", account, "--scopes", "write")).rejects.toThrow(
      /--scopes takes read and ingest/,
    );
  });

  it("is 401 from the moment on in which it expires, whatever was kept for it", async () => {
    await using sandbox = new Sandbox();
    const database = await empty(sandbox);
    const { run, account, entityId } = await operator(sandbox, database);
    const past = await run("keys", "create", "--account", account, "--expires", "2020-01-01T00:00:00Z");
    const server = await sandbox.serve(["--database", database]);
    const status = async (authorization = ""): Promise<number> =>
      (await list(server.list, { authorization, entityId })).status;
    expect(await status(past)).toBe(401);
    const { key, expiresAt } = await keptWhileValid(database, account, status);
    await expect.poll(() => status(key)).toBe(401);
    expect(Date.now() / 1000).toBeGreaterThanOrEqual(expiresAt);
    await expect(run("keys", "create", "--account", account, "--expires", "soon")).rejects.toThrow(/RFC 3339/);
  });
});

describe.each(DATABASES)("on %s, what an operator deletes", (_, empty) => {
  it("is gone at once, with everything that is its own", async () => {
    await using sandbox = new Sandbox();
    const database = await empty(sandbox);
    const { run, account, entityId } = await operator(sandbox, database);
    const authorization = await run("keys", "create", "--account", account);
    const server = await sandbox.serve(["--database", database, "--ingest-port", "0", "--second-session", "keep"]);
    const who = { authorization, entityId };
    for (const id of ["one", "two"]) {
      await report(server.ingest, who, "start", { entity_id: entityId, id, stream_key: "live_EXAMPLEKEY01" });
    }
    const before = await list(server.list, who);
    await run("sessions", "delete", "--entity", entityId, "--session", "one");
    const fresh = await list(server.list, who, "", { "if-none-match": before.headers.get("etag") ?? "" });
    expect((await pageOf(fresh)).data.map(({ id }) => id)).toEqual(["two"]);
    await expect(run("sessions", "delete", "--entity", entityId, "--session", "one")).rejects.toThrow(
      /has no session one/,
    );
    await run("entities", "delete", "--entity", entityId);
    expect((await list(server.list, who)).status).toBe(404);
    await expect(run("entities", "delete", "--entity", entityId)).rejects.toThrow(/There is no live entity/);
    await run("accounts", "delete", "--account", account);
    expect((await list(server.list, who)).status).toBe(401);
    await expect(run("accounts", "delete", "--account", account)).rejects.toThrow(/There is no account/);
    expect([await run("keys", "list"), await run("export")]).toEqual(["", ""]);
  });
});
