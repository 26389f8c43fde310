import { createServer } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Server } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { ConnectionError, createLiveSessionsClient, type LiveSessionsClientOptions } from "../src/index.ts";
import { answering, entity, errorAnswer, json, key, sessionsOf } from "./support/answers.ts";
import { FakeClock } from "./support/fake-clock.ts";

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listen(server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function failureOf(options: Partial<LiveSessionsClientOptions>): Promise<unknown> {
  const base = { baseUrl: "https://video.example.com", authorization: key, retry: { maxAttempts: 1 } };
  return createLiveSessionsClient({ ...base, ...options })
    .listLiveSessions(entity)
    .then(
      () => "a page",
      (error: unknown) => error,
    );
}

describe("a connection that fails says why", () => {
  test("where the server refuses it", async () => {
    const address = await listen(createTcpServer());
    for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
    const failure = await failureOf({ baseUrl: `http://${address}` });
    expect(failure).toBeInstanceOf(ConnectionError);
    expect(String(failure)).toContain(": the server refuses connections (ECONNREFUSED)");
  });

  test("where the port does not speak TLS", async () => {
    const address = await listen(createServer((_, response) => response.end()));
    const failure = await failureOf({ baseUrl: `https://${address}` });
    expect(String(failure)).toMatch(/that port does not speak TLS; is it http, not https \(E\w+\)/);
  });

  test("where it is reset, or closed without an answer", async () => {
    const reset = await listen(createTcpServer((socket) => socket.once("data", () => socket.resetAndDestroy())));
    expect(String(await failureOf({ baseUrl: `http://${reset}` }))).toContain("the connection was reset (ECONNRESET)");
    const closed = await listen(createTcpServer((socket) => socket.once("data", () => socket.end())));
    expect(String(await failureOf({ baseUrl: `http://${closed}` }))).toContain(
      "the server closed the connection (UND_ERR_SOCKET)",
    );
  });

  test.each([
    ["ENOTFOUND", "no address is known for the host"],
    ["EAI_AGAIN", "no address is known for the host"],
    ["UND_ERR_CONNECT_TIMEOUT", "timed out while connecting"],
    ["ETIMEDOUT", "timed out while connecting"],
    ["UND_ERR_HEADERS_TIMEOUT", "timed out while waiting for the answer"],
    ["UND_ERR_BODY_TIMEOUT", "timed out while reading the answer"],
    ["CERT_HAS_EXPIRED", "certificate has expired"],
  ])("by the code of an inner cause: %s", async (code, said) => {
    const inner = Object.assign(new Error("certificate has expired"), { code });
    const cause = new TypeError("fetch failed", { cause: new Error("outer", { cause: inner }) });
    const failure = await failureOf({ fetch: () => Promise.reject(cause) });
    expect(failure).toMatchObject({ name: "ConnectionError", cause });
    expect(String(failure)).toContain(`: ${said} (${code})`);
  });

  test("by its message where it has no code, as in browsers", async () => {
    const failure = await failureOf({ fetch: () => Promise.reject(new TypeError("Failed to fetch")) });
    expect(String(failure)).toContain(": Failed to fetch");
  });

  const hostile = {
    get message(): string {
      throw new Error("no message");
    },
  };
  const unshowable = Object.create(null, {
    [Symbol.toPrimitive]: {
      value: () => {
        throw new Error("no text");
      },
    },
  });
  const proxy = new Proxy(new Error("x"), {
    get() {
      throw new Error("no members");
    },
  });

  test.each([
    ["whose message cannot be read", hostile],
    ["that has no text", unshowable],
    ["that shows nothing of itself", proxy],
    ["whose code has no text", { code: unshowable, message: unshowable }],
  ])("and a cause never makes another error: one %s", async (_, cause) => {
    const failure = await failureOf({ fetch: () => Promise.reject(cause) });
    expect(failure).toBeInstanceOf(ConnectionError);
    expect(failure).toMatchObject({ attempts: 1, cause: expect.anything() });
  });
});

describe("a timeout says in what", () => {
  const never = () => new Promise<never>(() => undefined);
  const endless = () => {
    const start = (controller: ReadableStreamDefaultController) => controller.enqueue(new TextEncoder().encode("{"));
    return new Response(new ReadableStream({ start }), { headers: { "content-type": "application/json" } });
  };

  test.each<[string, Partial<LiveSessionsClientOptions>]>([
    ["waiting for authorization", { authorization: never }],
    ["connecting or waiting", { fetch: never }],
    ["reading the answer", { fetch: async () => endless() }],
  ])("%s", async (what, options) => {
    const failure = await failureOf({ ...options, timeoutMs: 70, clock: new FakeClock() });
    expect(failure).toMatchObject({ name: "TimeoutError", timeoutMs: 70 });
    expect(String(failure)).toContain(`timed out after 70 ms while ${what}`);
  });
});

describe("a 200 of the wrong shape names the pointer", () => {
  const [good] = sessionsOf(1);

  test.each([
    [null, 'whose "/data" must be an array'],
    [{ data: {} }, 'whose "/data" must be an array'],
    [{ data: [good, null] }, 'whose "/data/1/id" must be a string'],
    [{ data: [good, { ...good, created_at: 7 }] }, 'whose "/data/1/created_at" must be a string'],
    [{ data: [{ ...good, updated_at: undefined }] }, 'whose "/data/0/updated_at" must be a string'],
    [{ data: [{ ...good, duration: "1.5" }] }, 'whose "/data/0/duration" must be a number'],
    [{ data: [], next_page_token: 7 }, 'whose "/next_page_token" must be a string'],
    [undefined, "is not JSON"],
  ])("%j", async (body, said) => {
    const failure = await failureOf({ fetch: answering(() => json(body)).fetch });
    expect(failure).toMatchObject({ name: "UnexpectedResponseError", status: 200 });
    expect(String(failure)).toContain(`200 with "application/json" ${said}`);
  });
});

describe("a Retry-After that is longer than allowed", () => {
  test.each([
    ["retry.maxDelayMs", "86400", {}],
    ["totalTimeoutMs", "20", { totalTimeoutMs: 15_000 }],
  ])("is said, whether %s allows less", async (_, value, options) => {
    const answer = () => errorAnswer(503, { "retry-after": value });
    const failure = await failureOf({ ...options, retry: {}, fetch: answering(answer).fetch, clock: new FakeClock() });
    expect(failure).toMatchObject({ status: 503, attempts: 1 });
    expect(String(failure)).toContain(`Retry-After is longer than allowed: ${value}000 ms`);
  });

  test("is not said of one that is heeded", async () => {
    const fetch = answering(() => errorAnswer(503, { "retry-after": "2" })).fetch;
    const failure = await failureOf({ fetch, retry: { maxAttempts: 2 }, clock: new FakeClock() });
    expect(failure).toMatchObject({ attempts: 2, retryAfterMs: 2000 });
    expect(String(failure)).not.toContain("longer");
  });
});
