import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { hooked } from "./hooked.ts";
import { Sandbox } from "./program.ts";
import { ome, RECORDED_HOOKS, rtmp, STREAM } from "./recorded-hooks.ts";
import { list, pageOf } from "./scenario.ts";

describe.each(RECORDED_HOOKS)("by the hooks of $name", (recorded) => {
  const headersOf = (body: string, key: string): Record<string, string> => recorded.headers?.(body, key) ?? {};

  it("a stream becomes a session, a reconnect another one, and each ends once", async () => {
    await using sandbox = new Sandbox();
    const { key, hook, sessions } = await hooked(sandbox);
    const send = (body: string): Promise<readonly [number, string]> => hook(recorded.name, body, headersOf(body, key));
    expect(await send(recorded.start("1001"))).toEqual(recorded.yes[0]);
    const [begun] = await sessions();
    expect(begun).toEqual(expect.not.objectContaining({ duration: expect.anything() }));
    expect(begun?.stream_key).toBe(STREAM);
    if (recorded.signal) expect(await send(recorded.signal("1001"))).toEqual([200, recorded.yes[0][1]]);
    for (const player of recorded.players ?? []) expect((await send(player))[0]).toBe(200);
    expect((await sessions()).map(({ id }) => id)).toEqual([begun?.id]);
    // The encoder comes back before its old connection was given up.
    expect(await send(recorded.start("1002"))).toEqual(recorded.yes[0]);
    const both = await sessions();
    expect(both.map(({ duration }) => duration !== undefined).sort()).toEqual([false, true]);
    expect(await send(recorded.end("1002"))).toEqual(recorded.yes[1]);
    // That of the old connection, late.
    expect(await send(recorded.end("1001"))).toEqual(recorded.yes[1]);
    const after = await sessions();
    expect(after.map(({ duration }) => typeof duration)).toEqual(["number", "number"]);
  });

  it("a stream that nobody knows is refused, and so is a wrong key", async () => {
    await using sandbox = new Sandbox();
    const { server, key, hook, sessions } = await hooked(sandbox);
    const body = recorded.start("1001", "unknown");
    const [status, text] = await hook(recorded.name, body, headersOf(body, key));
    expect([status, text]).toEqual([recorded.no[0], expect.stringMatching(recorded.no[1])]);
    const wrong = `uap-${"0".repeat(32)}-${"0".repeat(8)}`;
    const known = recorded.start("1001");
    const init = { method: "POST", headers: headersOf(known, wrong), body: known };
    expect((await fetch(`${server.ingest}/ingest/${recorded.name}/${wrong}`, init)).status).toBe(401);
    expect((await hook(recorded.name, "nothing of the kind", headersOf("nothing of the kind", key)))[0]).toBe(400);
    expect(await sessions()).toEqual([]);
    const { stdout, stderr } = await server.stop();
    expect([(stdout + stderr).includes(key), (stdout + stderr).includes(STREAM)]).toEqual([false, false]);
  });
});

it("a hook of OvenMediaEngine without its signature, or with another one, is 401", async () => {
  await using sandbox = new Sandbox();
  const { key, hook } = await hooked(sandbox);
  const body = ome("opening", "1001");
  const signature = createHmac("sha1", key).update(`${body} `).digest("base64url");
  expect((await hook("ovenmediaengine", body))[0]).toBe(401);
  expect((await hook("ovenmediaengine", body, { "x-ome-signature": signature }))[0]).toBe(401);
});

it("a signal of a session that has ended is 409, so that nginx-rtmp drops the connection and its encoder begins another", async () => {
  await using sandbox = new Sandbox();
  const { hook } = await hooked(sandbox);
  await hook("nginx-rtmp", rtmp("publish", "1"));
  await hook("nginx-rtmp", rtmp("publish", "2"));
  expect((await hook("nginx-rtmp", rtmp("update_publish", "1")))[0]).toBe(409);
  expect((await hook("nginx-rtmp", rtmp("update_publish", "2")))[0]).toBe(200);
});

it("a stream is found by the name of its entity's stream, with the application or without, or by the entity's id", async () => {
  await using sandbox = new Sandbox();
  const database = sandbox.file("a.sqlite");
  const run = async (...args: string[]): Promise<readonly [number | null, string]> => {
    const { code, stdout } = await sandbox.run([...args, "--database", database]);
    return [code, stdout.trim()];
  };
  const [, account] = await run("accounts", "create");
  const create = (...flags: string[]): Promise<readonly [number | null, string]> =>
    run("entities", "create", "--account", account, ...flags);
  const [, plain] = await create();
  const [, named] = await create("--stream", "name");
  const [, whole] = await create("--stream", "live/name");
  expect((await create("--stream", "name"))[0]).toBe(1);
  const [, authorization] = await run("keys", "create", "--account", account);
  const server = await sandbox.serve(["--database", database, "--ingest-port", "0"]);
  const lengths = async (): Promise<number[]> =>
    Promise.all(
      [plain, named, whole].map(
        async (entityId) => (await pageOf(await list(server.list, { authorization, entityId }))).data.length,
      ),
    );
  const start = async (path: string): Promise<number> =>
    (
      await fetch(`${server.ingest}/ingest/mediamtx`, {
        method: "POST",
        headers: { authorization },
        body: new URLSearchParams({ event: "start", path, source: "1" }),
      })
    ).status;
  expect([await start(`live/${plain.toUpperCase()}`), await lengths()]).toEqual([200, [1, 0, 0]]);
  expect([await start("other/name"), await lengths()]).toEqual([200, [1, 1, 0]]);
  expect([await start("live/name"), await lengths()]).toEqual([200, [1, 1, 1]]);
});
