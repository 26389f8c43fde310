import { readdirSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { createLiveSessionsClient, PaginationError } from "../src/index.ts";
import { answering, entity, json, key, sessionsOf } from "./support/answers.ts";
import { FakeClock, turns } from "./support/fake-clock.ts";

const headers = { "content-type": "application/json" };
const base = { baseUrl: "https://video.example.com", authorization: key, retry: { maxAttempts: 1 } };
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

/** A body that goes on for ever in parts of a megabyte, and says whether it was cancelled. */
function endlessBody(first: string) {
  const state = { isCancelled: false, parts: 0 };
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.enqueue(new TextEncoder().encode(state.parts++ === 0 ? first : " ".repeat(1_000_000)));
    },
    cancel() {
      state.isCancelled = true;
    },
  });
  return { state, body };
}

describe("a body that goes on after ten million characters", () => {
  test.each([
    ["parses so far", '{"data":[],"next_page_token":""}'],
    ["does not parse", '{"data":['],
  ])("is cancelled, and an error, where what came %s", async (_, first) => {
    const { state, body } = endlessBody(first);
    const { fetch } = answering(() => new Response(body, { headers }));
    const failure = createLiveSessionsClient({ ...base, fetch }).listLiveSessions(entity);
    await expect(failure).rejects.toMatchObject({ name: "UnexpectedResponseError", status: 200 });
    await expect(failure).rejects.toThrow("goes on after ten million characters");
    expect(state.isCancelled).toBe(true);
    expect(state.parts).toBeLessThan(15);
  });
});

describe("a fetch that does not heed its signal", () => {
  test("leaves no body behind that arrives after the timeout", async () => {
    const { state, body } = endlessBody("{");
    let arrive = (_: Response) => {};
    const fetch = () =>
      new Promise<Response>((resolve) => {
        arrive = resolve;
      });
    const client = createLiveSessionsClient({ ...base, fetch, clock: new FakeClock() });
    await expect(client.listLiveSessions(entity)).rejects.toThrow("timed out");
    arrive(new Response(body, { headers }));
    await turns(3);
    expect(state.isCancelled).toBe(true);
  });

  test("leaves no body behind that is read when the timeout comes", async () => {
    let isCancelled = false;
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode("{")),
      cancel() {
        isCancelled = true;
      },
    });
    const client = createLiveSessionsClient({
      ...base,
      fetch: async () => new Response(body, { headers }),
      clock: new FakeClock(),
    });
    await expect(client.listLiveSessions(entity)).rejects.toThrow("timed out");
    await turns(1);
    expect(isCancelled).toBe(true);
  });
});

test("1,000 calls against a server whose bodies never end leave no descriptor and no timer behind", async () => {
  let open = 0;
  const server = createServer((request, response) => {
    const part = Buffer.alloc(1_000_000, " ");
    const isFast = request.url?.includes("page_size=1") ?? false;
    response.writeHead(200, headers);
    const send = () => {
      while (!response.destroyed && response.write(part));
      if (!response.destroyed) response.once("drain", send);
    };
    // Some bodies stand still, some go on as fast as they are read.
    if (isFast) send();
    else response.write('{"data":[');
  });
  server.on("connection", (socket) => {
    open++;
    socket.on("close", () => open--);
    socket.on("error", () => undefined);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = createLiveSessionsClient({ ...base, baseUrl, timeoutMs: 100 });
  const before = { descriptors: descriptors(), timers: timers() };

  const ends = new Map<string, number>();
  for (let call = 0; call < 1_000; call += 50) {
    const calls = Array.from({ length: 50 }, (_, index) =>
      client.listLiveSessions(entity, index === 0 ? { pageSize: 1 } : {}),
    );
    for (const result of await Promise.allSettled(calls)) {
      const name = result.status === "rejected" ? result.reason.name : "a page";
      ends.set(name, (ends.get(name) ?? 0) + 1);
    }
  }

  expect([...ends.keys()].filter((name) => !["TimeoutError", "UnexpectedResponseError"].includes(name))).toEqual([]);
  expect([...ends.values()].reduce((sum, count) => sum + count, 0)).toBe(1_000);
  while (open > 0) await turns(1);
  expect(descriptors()).toBeLessThanOrEqual(before.descriptors + 1);
  expect(timers()).toBeLessThanOrEqual(before.timers);
});

const descriptors = () => (process.platform === "linux" ? readdirSync("/proc/self/fd").length : 0);
const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;

describe("a watch on a list without an end", () => {
  test("ends in a PaginationError behind maxPages, and the next reading does too", async () => {
    let token = 0;
    const { fetch, requests } = answering(() =>
      json({ data: sessionsOf(1).map((session) => ({ ...session, id: `s${token}` })), next_page_token: `${token++}` }),
    );
    const client = createLiveSessionsClient({ ...base, fetch, clock: new FakeClock() });
    const watch = client.watchLiveSessions(entity, { maxPages: 7 });
    const first = watch.next();
    await expect(first).rejects.toThrow(PaginationError);
    await expect(first).rejects.toMatchObject({
      pageToken: "6",
      message: expect.stringContaining("more than 7 pages"),
    });
    await expect(watch.next()).rejects.toThrow(PaginationError);
    expect(requests).toHaveLength(14);
  });

  test("is none where maxPages are just enough", async () => {
    const list = sessionsOf(30);
    let readings = 0;
    const { fetch } = answering(() => json({ data: [] }));
    const client = createLiveSessionsClient({
      ...base,
      clock: new FakeClock(),
      fetch: async (request) => {
        const start = Number(new URL(request.url).searchParams.get("page_token") ?? 0);
        if (start === 0 && ++readings === 2) list[29] = { ...list[29], updated_at: "x" } as (typeof list)[number];
        if (readings > 2) return fetch(request);
        return json({ data: list.slice(start, start + 10), next_page_token: start < 20 ? `${start + 10}` : "" });
      },
    });
    const watch = client.watchLiveSessions(entity, { maxPages: 3 });
    expect((await watch.next()).value).toMatchObject({ type: "changed", session: { id: "session-29" } });
  });
});
