import { describe, expect, onTestFinished, test } from "vitest";
import { createNodeTransport } from "../../src/transport/node-transport.ts";
import { keptBodyBytes, type WireRequest, type WireResult } from "../../src/transport/wire.ts";
import { type Listener, listenRaw } from "../corpus/listener.ts";
import { nullServers } from "../null/servers.ts";

const request: WireRequest = { method: "GET", instance: 0, target: "/x", headers: { accept: "application/json" } };
const never = new AbortController().signal;
/** For servers that never end an answer: it passes. */
const shortMs = 400;
/** For all others: it never passes, however busy the machine is. */
const timeoutMs = 120_000;

async function sendTo(url: string, patienceMs = timeoutMs, signal = never): Promise<WireResult> {
  const transport = createNodeTransport([url], patienceMs);
  onTestFinished(() => transport.close());
  return transport.send(request, signal);
}

async function sendToNull(name: string, patienceMs = timeoutMs): Promise<string> {
  const started = await nullServers.find((server) => server.name === name)?.start();
  if (started === undefined) throw new Error(`there is no ${name}`);
  onTestFinished(() => started.close());
  const result = await sendTo(started.baseUrls[0] ?? "", patienceMs);
  return "failure" in result ? result.failure.kind : String(result.response.status);
}

/** What a hostile server comes to; several kinds where it depends on who is first. */
const hostile: readonly (readonly [name: string, kinds: readonly string[]])[] = [
  ["null-hangs", ["timeout"]],
  ["null-hangs-after-headers", ["timeout"]],
  ["null-drip", ["timeout"]],
  ["null-endless-continue", ["timeout", "protocol"]],
  ["null-breaks-off", ["protocol", "connection"]],
  ["null-closes", ["connection"]],
  ["null-closes-after-request", ["connection"]],
  ["null-garbage", ["protocol", "connection"]],
  ["null-length-too-long", ["protocol", "connection"]],
  ["null-two-lengths", ["protocol"]],
  ["null-bad-chunks", ["protocol"]],
  ["null-endless-headers", ["protocol"]],
  ["null-false-gzip", ["protocol"]],
  ["null-gzip-bomb", ["protocol"]],
  ["null-redirects-away", ["302"]],
  ["null-redirect-circle", ["308"]],
  ["null-204", ["204"]],
];

describe("hostile servers", () => {
  test.for(hostile)("%s comes to one of %j, and nothing is thrown", async ([name, kinds]) => {
    expect(kinds).toContain(await sendToNull(name, kinds.includes("timeout") ? shortMs : timeoutMs));
  });

  test.for(["null-endless-body", "null-gigabyte"])("%s is not read beyond what a body may have", async (name) => {
    expect(["too-large", "timeout"]).toContain(await sendToNull(name));
  });
});

/** A plain listener that is closed when the test ends. */
async function plain(listener: Parameters<typeof listenRaw>[0]): Promise<Listener> {
  const server = await listenRaw(listener);
  onTestFinished(() => server.close());
  return server;
}

test("nobody listens: the failure is one of the connection", async () => {
  const server = await listenRaw(() => undefined);
  await server.close();
  expect(await sendTo(server.url)).toMatchObject({
    failure: { kind: "connection", message: expect.stringContaining("ECONNREFUSED") },
  });
});

test("the path of the base URL is kept, and the target is sent as it is given", async () => {
  const { url } = await plain((incoming, response) => response.end(incoming.url));
  const transport = createNodeTransport([`${url}/api/v2/`], timeoutMs);
  onTestFinished(() => transport.close());
  const result = await transport.send({ ...request, target: "/a/../%2e%2E/b?x=%41+b" }, never);
  expect("response" in result && Buffer.from(result.response.body).toString()).toBe("/api/v2/a/../%2e%2E/b?x=%41+b");
});

test("repeated headers come one by one, in their order, names in lower case", async () => {
  const { url } = await plain((_incoming, response) => {
    response.writeHead(200, [
      ["X-One", "1"],
      ["Set-Cookie", "a"],
      ["x-one", "2"],
    ]);
    response.end();
  });
  const result = await sendTo(url);
  const headers = "response" in result ? result.response.headers : [];
  expect(headers.filter(([name]) => ["x-one", "set-cookie"].includes(name))).toEqual([
    ["x-one", "1"],
    ["set-cookie", "a"],
    ["x-one", "2"],
  ]);
});

test("of a body longer than is kept, the beginning is kept and the length known", async () => {
  const { url } = await plain((_incoming, response) => response.end("x".repeat(keptBodyBytes + 5)));
  const result = await sendTo(url);
  if ("failure" in result) throw new Error(result.failure.message);
  expect([result.response.body.byteLength, result.response.bytes]).toEqual([keptBodyBytes, keptBodyBytes + 5]);
});

test("time in which this process can hear nothing is not the target's", async () => {
  const { url } = await plain((_incoming, response) => {
    // The whole thread stands still, as where a busy machine gives it no processor.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3 * shortMs);
    response.end("late");
  });
  expect(await sendTo(url, shortMs)).toMatchObject({ response: { status: 200 } });
});

test("an interruption ends a request that hangs", async () => {
  const { url } = await plain(() => undefined);
  const controller = new AbortController();
  const result = sendTo(url, timeoutMs, controller.signal);
  controller.abort();
  expect(await result).toMatchObject({ failure: { kind: "interrupted" } });
});

test("requests of one connection share it; of another they have another", async () => {
  const ports: (number | undefined)[] = [];
  const { url } = await plain((incoming, response) => {
    ports.push(incoming.socket.remotePort);
    response.end();
  });
  const transport = createNodeTransport([url], timeoutMs);
  onTestFinished(() => transport.close());
  for (const connection of ["a", "a", "b"]) await transport.send({ ...request, connection }, never);
  expect([ports[0] === ports[1], ports[0] === ports[2]]).toEqual([true, false]);
});

test("a request that meets a connection closed while idle is sent again, once", async () => {
  let count = 0;
  const { url } = await plain((incoming, response) => {
    count += 1;
    if (count === 2) incoming.socket.destroy();
    else response.end("ok");
  });
  const transport = createNodeTransport([url], timeoutMs);
  onTestFinished(() => transport.close());
  const one = { ...request, connection: "one" };
  await transport.send(one, never);
  expect(await transport.send(one, never)).toMatchObject({ response: { status: 200 } });
  expect(count).toBe(3);
});
