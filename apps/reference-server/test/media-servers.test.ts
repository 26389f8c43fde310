import { createHmac } from "node:crypto";
import type { ServedLiveSession } from "@live-sessions/contract";
import { describe, expect, it } from "vitest";
import { Sandbox, type Serving } from "./program.ts";
import { list, pageOf } from "./scenario.ts";

const STREAM = "live_EXAMPLEKEY01";

interface Hooked {
  readonly server: Serving;
  readonly key: string;
  /** Sends a hook with a body as the media server sends it. @returns status and body of the answer */
  hook(name: string, body: string, headers?: Record<string, string>): Promise<readonly [number, string]>;
  /** What is listed, oldest first. */
  sessions(): Promise<readonly ServedLiveSession[]>;
}

async function hooked(sandbox: Sandbox, ...flags: string[]): Promise<Hooked> {
  const database = sandbox.file("a.sqlite");
  const run = async (...args: string[]): Promise<string> =>
    (await sandbox.run([...args, "--database", database])).stdout.trim();
  const account = await run("accounts", "create");
  const entityId = await run("entities", "create", "--account", account, "--stream", STREAM);
  const key = await run("keys", "create", "--account", account, "--scopes", "ingest");
  const reader = await run("keys", "create", "--account", account, "--scopes", "read");
  const server = await sandbox.serve(["--database", database, "--ingest-port", "0", "--log-level", "debug", ...flags]);
  return {
    server,
    key,
    hook: async (name, body, headers = {}) => {
      const url = `${server.ingest}/ingest/${name}/${key}`;
      const answer = await fetch(url, { method: "POST", headers, body });
      return [answer.status, await answer.text()];
    },
    sessions: async () => {
      const page = await pageOf(await list(server.list, { authorization: reader, entityId }));
      return page.data.toReversed();
    },
  };
}

/** Payloads of one kind of media server, of a connection and, where it names it, the stream. */
interface Recorded {
  readonly name: string;
  readonly start: (connection: string, stream?: string) => string;
  readonly signal?: (connection: string) => string;
  readonly end: (connection: string) => string;
  /** What is answered to a start and to an end. */
  readonly yes: readonly [start: readonly [number, string], end: readonly [number, string]];
  /** And to the start of a stream that nobody knows. */
  readonly no: readonly [number, RegExp];
  readonly headers?: (body: string, key: string) => Record<string, string>;
  readonly players?: readonly string[];
}

const srs = (action: string, client_id: string, stream = STREAM, more: object = {}): string =>
  JSON.stringify({
    ...{
      server_id: "vid-0xk989d",
      service_id: "382k345j",
      action,
      client_id,
      ip: "192.0.2.7",
      vhost: "__defaultVhost__",
    },
    ...{ app: "live", tcUrl: "rtmp://ingest.example.com/live", stream, param: "", stream_url: `/live/${stream}` },
    ...{ stream_id: "vid-124q9y3", ...more },
  });

const rtmp = (call: string, clientid: string, stream = STREAM, more = ""): string =>
  `app=live&flashver=FMLE/3.0%20(compatible%3B%20Lavf59.27&swfurl=&tcurl=rtmp%3A%2F%2F127.0.0.1%3A1935%2Flive&pageurl=&addr=127.0.0.1&clientid=${clientid}&call=${call}${more}&name=${stream}`;

const ome = (status: string, port: string, stream = STREAM, direction = "incoming"): string =>
  JSON.stringify({
    client: { address: "192.0.2.43", port: Number(port), real_ip: "192.0.2.43", user_agent: "OBS-Studio/29.1" },
    request: {
      ...{ direction, protocol: "rtmp", status, url: `rtmp://ingest.example.com:1935/app/${stream}?quality=1` },
      time: "2026-01-01T13:45:00.000Z",
    },
  });

const SERVERS: readonly Recorded[] = [
  {
    name: "srs",
    start: (client, stream) => srs("on_publish", client, stream),
    signal: (client) => srs("on_hls", client, STREAM, { duration: 9.36, file: "./objs/live/1.ts", seq_no: 1 }),
    end: (client) => srs("on_unpublish", client),
    yes: [
      [200, "0"],
      [200, "0"],
    ],
    no: [404, /message/],
    players: [srs("on_play", "p1"), srs("on_stop", "p1"), srs("on_connect", "p1")],
  },
  {
    name: "nginx-rtmp",
    start: (client, stream) => rtmp("publish", client, stream, "&type=live"),
    signal: (client) => rtmp("update_publish", client, STREAM, "&time=10&timestamp=9920"),
    end: (client) => rtmp("publish_done", client),
    yes: [
      [200, "ok"],
      [200, "ok"],
    ],
    no: [404, /message/],
    players: [rtmp("play", "9"), rtmp("play_done", "9"), rtmp("update_play", "9")],
  },
  {
    name: "ovenmediaengine",
    start: (client, stream) => ome("opening", client, stream),
    end: (client) => ome("closing", client),
    yes: [
      [200, '{"allowed":true}'],
      [200, "{}"],
    ],
    no: [200, /^\{"allowed":false,"reason":"/],
    headers: (body, key) => ({
      "content-type": "application/json",
      "x-ome-signature": createHmac("sha1", key).update(body).digest("base64url"),
    }),
    players: [ome("opening", "29291", STREAM, "outgoing"), ome("closing", "29291", STREAM, "outgoing")],
  },
  {
    name: "ant-media",
    start: (_, stream = STREAM) => `id=${stream}&action=liveStreamStarted&streamName=&category=`,
    signal: () => JSON.stringify({ id: STREAM, action: "liveStreamStatus", streamName: null, category: null }),
    end: () => JSON.stringify({ id: STREAM, action: "liveStreamEnded", streamName: null, category: null }),
    yes: [
      [200, "ok"],
      [200, "ok"],
    ],
    no: [404, /message/],
    players: [`id=${STREAM}&action=vodReady&vodName=a.mp4&vodId=1`],
  },
  {
    name: "mediamtx",
    start: (source, stream = STREAM) => `event=start&path=live/${stream}&source=${source}`,
    signal: (source) => `event=signal&path=live/${STREAM}&source=${source}`,
    end: (source) => `event=end&path=live/${STREAM}&source=${source}`,
    yes: [
      [200, "ok"],
      [200, "ok"],
    ],
    no: [404, /message/],
  },
];

describe.each(SERVERS)("by the hooks of $name", (recorded) => {
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
