import { describe, expect, it } from "vitest";
import { DATABASES } from "./databases.ts";
import { Sandbox } from "./program.ts";

async function run(sandbox: Sandbox, database: string, args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await sandbox.run(args, { LIVE_SESSIONS_DATABASE: database });
  expect([args, code, code === 0 ? "" : stderr]).toEqual([args, 0, ""]);
  return stdout.trimEnd();
}

function rows(lines: string): unknown[] {
  return lines === "" ? [] : lines.split("\n").map((line): unknown => JSON.parse(line));
}

describe.each(DATABASES)("on %s, an operator", (_, empty) => {
  it("makes an account, an entity and a key that lists it, and revokes the key under a running server", async () => {
    await using sandbox = new Sandbox();
    const database = await empty(sandbox);
    const out = (...args: string[]): Promise<string> => run(sandbox, database, args);
    const account = await out("accounts", "create", "--name", "A team");
    const entity = await out("entities", "create", "--account", account);
    const key = await out("keys", "create", "--account", account, "--name", "laptop");
    const server = await sandbox.serve(["--database", database]);
    const status = async (): Promise<number> => {
      const url = `${server.list}/v1/live_entities/${entity}/live_sessions`;
      return (await fetch(url, { headers: { authorization: key } })).status;
    };
    expect(await status()).toBe(200);
    const [listed] = rows(await out("keys", "list"));
    const at = expect.stringMatching(/^\d{4}-.*Z$/);
    const id = expect.stringMatching(/./);
    expect(listed).toEqual({
      id,
      name: "laptop",
      account,
      created_at: at,
      revoked_at: null,
      expires_at: null,
      scopes: ["read", "ingest"],
    });
    await out("keys", "revoke", "--key", String(Reflect.get(Object(listed), "id")));
    expect(await status()).toBe(401);
    expect(rows(await out("keys", "list", "--account", account))).toMatchObject([{ revoked_at: at }]);
    expect(rows(await out("accounts", "list"))).toEqual([{ id: account, name: "A team" }]);
    expect(rows(await out("entities", "list", "--account", account))).toEqual([{ id: entity, account, stream: null }]);
    expect(rows(await out("entities", "list", "--account", "nobody"))).toEqual([]);
    const { stdout, stderr } = await server.stop();
    expect(stdout + stderr).not.toContain(key);
  });

  it.each([
    [["keys", "create", "--account", "nobody"], 1, /There is no account nobody\./],
    [["entities", "create", "--account", "nobody"], 1, /There is no account nobody/],
    [["keys", "revoke", "--key", "none"], 1, /There is no valid key with the id none\./],
    [["keys", "revoke"], 2, /needs --key/],
    [["keys"], 2, /There is no command "keys"/],
    [["keys", "eat"], 2, /There is no command "keys eat"/],
  ])("is told what is wrong with %j", async (args, code, sentence) => {
    await using sandbox = new Sandbox();
    const database = await empty(sandbox);
    await sandbox.run(["accounts", "create", "--database", database]);
    const end = await sandbox.run([...args, "--database", database]);
    expect([end.code, end.stdout]).toEqual([code, ""]);
    expect(end.stderr).toMatch(sentence);
  });
});
