import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import {
  type Clock,
  ConnectionError,
  createLiveSessionsClient,
  type LiveSessionsClient,
  TimeoutError,
  UnexpectedResponseError,
} from "../src/index.ts";
import { entity, key } from "./support/answers.ts";
import { FakeClock } from "./support/fake-clock.ts";

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A clock whose waits between attempts are over at once and whose limits pass when `expire` is called. */
class HandClock implements Clock {
  readonly #limits = new Set<() => void>();
  now(): number {
    return 0;
  }
  random(): number {
    return 0;
  }
  timer(ms: number, fire: () => void): () => void {
    if (ms === 0) queueMicrotask(fire);
    else this.#limits.add(fire);
    return () => this.#limits.delete(fire);
  }
  expire(): void {
    for (const fire of this.#limits) fire();
  }
}

function clientOn(baseUrl: string, clock: Clock): LiveSessionsClient {
  return createLiveSessionsClient({ baseUrl, authorization: key, clock, retry: { maxAttempts: 2 } });
}

describe("over a real connection", () => {
  test("an HTML 502 is an UnexpectedResponseError, after a second try", async () => {
    let requests = 0;
    const baseUrl = await listen((_, response) => {
      requests++;
      response.writeHead(502, { "content-type": "text/html" }).end("<h1>Bad Gateway</h1>");
    });
    const failure = clientOn(baseUrl, new FakeClock(0)).listLiveSessions(entity);
    await expect(failure).rejects.toMatchObject({
      name: "UnexpectedResponseError",
      status: 502,
      body: "<h1>Bad Gateway</h1>",
    });
    expect(requests).toBe(2);
  });

  test("an empty 500 is an UnexpectedResponseError", async () => {
    const baseUrl = await listen((_, response) => response.writeHead(500, { "content-length": "0" }).end());
    const failure = clientOn(baseUrl, new FakeClock(0)).listLiveSessions(entity);
    await expect(failure).rejects.toMatchObject({ name: "UnexpectedResponseError", status: 500, body: "" });
  });

  test("an empty 200 is an UnexpectedResponseError, never a page", async () => {
    const headers = { "content-length": "0", "content-type": "application/json" };
    const baseUrl = await listen((_, response) => response.writeHead(200, headers).end());
    await expect(clientOn(baseUrl, new FakeClock(0)).listLiveSessions(entity)).rejects.toThrow(UnexpectedResponseError);
  });

  test("a body shorter than its content length is a ConnectionError with what came", async () => {
    const headers = { "content-length": "100", "content-type": "application/json" };
    const baseUrl = await listen((_, response) => {
      response.writeHead(200, headers).write('{"data":[');
      setImmediate(() => response.destroy());
    });
    const error = await clientOn(baseUrl, new HandClock())
      .listLiveSessions(entity)
      .catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ attempts: 2, body: '{"data":[' });
  });

  test("a body cut off in a chunk is a ConnectionError", async () => {
    const baseUrl = await listen((request, response) => {
      response.writeHead(200, { "content-type": "application/json" }).write('{"data":');
      setImmediate(() => request.socket.destroy());
    });
    await expect(clientOn(baseUrl, new HandClock()).listLiveSessions(entity)).rejects.toThrow(ConnectionError);
  });

  test("a body that never ends is a TimeoutError, and the connection is closed", async () => {
    const clock = new HandClock();
    let closed = 0;
    const baseUrl = await listen((request, response) => {
      request.socket.on("close", () => closed++);
      response
        .writeHead(200, { "content-type": "application/json" })
        .write('{"data":[', () => setImmediate(() => clock.expire()));
    });
    await expect(clientOn(baseUrl, clock).listLiveSessions(entity)).rejects.toThrow(TimeoutError);
    while (closed < 2) await new Promise((resolve) => setImmediate(resolve));
  });

  test("a server that is not there is a ConnectionError", async () => {
    const baseUrl = await listen(() => undefined);
    for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
    await expect(clientOn(baseUrl, new HandClock()).listLiveSessions(entity)).rejects.toThrow(ConnectionError);
  });

  test.each([301, 302, 303, 307, 308])("a %d to another host is refused, and nothing is sent there", async (status) => {
    const elsewhere: unknown[] = [];
    const other = await listen((request, response) => {
      elsewhere.push(request.headers.authorization);
      response.end();
    });
    const baseUrl = await listen((_, response) => response.writeHead(status, { location: `${other}/` }).end());
    const failure = clientOn(baseUrl, new FakeClock(0)).listLiveSessions(entity);
    await expect(failure).rejects.toMatchObject({ name: "UnexpectedResponseError", status, attempts: 1 });
    expect(elsewhere).toEqual([]);
  });

  test("Retry-After: 86400 fails at once with the figure", async () => {
    const baseUrl = await listen((_, response) => {
      response.writeHead(503, { "content-type": "application/json", "retry-after": "86400" });
      response.end('{"message":"Later.","error_type":"api_error"}');
    });
    const failure = clientOn(baseUrl, new HandClock()).listLiveSessions(entity);
    await expect(failure).rejects.toMatchObject({
      name: "ApiError",
      status: 503,
      attempts: 1,
      retryAfterMs: 86_400_000,
    });
  });
});
