import { describe, expect, it } from "vitest";
import { Sandbox } from "./program.ts";

async function out(sandbox: Sandbox, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await sandbox.run([...args, "--database", sandbox.file("a.sqlite")]);
  expect([args, code, code === 0 ? "" : stderr]).toEqual([args, 0, ""]);
  return stdout.trimEnd();
}

function rows(lines: string): unknown[] {
  return lines === "" ? [] : lines.split("\n").map((line): unknown => JSON.parse(line));
}

describe("an operator", () => {
  it("makes an account, an entity and a key that lists it, and revokes the key under a running server", async () => {
    await using sandbox = new Sandbox();
    const account = await out(sandbox, "accounts", "create", "--name", "A team");
    const entity = await out(sandbox, "entities", "create", "--account", account);
    const key = await out(sandbox, "keys", "create", "--account", account, "--name", "laptop");
    const server = await sandbox.serve(["--database", sandbox.file("a.sqlite")]);
    const status = async (): Promise<number> => {
      const url = `${server.list}/v1/live_entities/${entity}/live_sessions`;
      return (await fetch(url, { headers: { authorization: key } })).status;
    };
    expect(await status()).toBe(200);
    const [listed] = rows(await out(sandbox, "keys", "list"));
    const at = expect.stringMatching(/^\d{4}-.*Z$/);
    const id = expect.stringMatching(/./);
    expect(listed).toEqual({ id, name: "laptop", account, created_at: at, revoked_at: null });
    await out(sandbox, "keys", "revoke", "--key", String(Reflect.get(Object(listed), "id")));
    expect(await status()).toBe(401);
    expect(rows(await out(sandbox, "keys", "list", "--account", account))).toMatchObject([{ revoked_at: at }]);
    expect(rows(await out(sandbox, "accounts", "list"))).toEqual([{ id: account, name: "A team" }]);
    expect(rows(await out(sandbox, "entities", "list", "--account", account))).toEqual([{ id: entity, account }]);
    expect(rows(await out(sandbox, "entities", "list", "--account", "nobody"))).toEqual([]);
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
    const end = await sandbox.run([...args, "--database", ":memory:"]);
    expect([end.code, end.stdout]).toEqual([code, ""]);
    expect(end.stderr).toMatch(sentence);
  });
});
