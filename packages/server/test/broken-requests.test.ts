import { once } from "node:events";
import { createServer, request, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { validateErrorBody } from "@live-sessions/contract/validators";
import { describe, expect, it, onTestFinished } from "vitest";
import { createLiveSessionsHandler, type LiveSessionsHandler, toFetchHandler, toNodeListener } from "../src/index.ts";
import { authenticate, ENTITY, handlerOn, KEY, pathOf, populatedStore } from "./requests.ts";

async function started(handler: LiveSessionsHandler): Promise<{ readonly port: number; readonly server: Server }> {
  const server = createServer(toNodeListener(handler)).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close().closeAllConnections());
  return { port: (server.address() as AddressInfo).port, server };
}

async function exchange(port: number, bytes: string): Promise<{ readonly status: number; readonly body: string }> {
  const socket = connect(port, "127.0.0.1");
  socket.write(bytes);
  const [head = "", body = ""] = (await text(socket)).split(/\r\n\r\n(.*)/s);
  return { status: Number(head.split(" ")[1]), body };
}

/** A promise that a test resolves. */
function later(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve: () => resolve() };
}

const HEADERS = `Host: lists.example.com\r\nAuthorization: ${KEY}\r\nConnection: close\r\n`;

describe("on node:http", () => {
  it.each([
    [`GET ${pathOf(ENTITY)} HTTP/1.1\r\n${HEADERS}Content-Length: 4\r\n\r\nbody`, 200],
    [`GET ${pathOf(ENTITY)} HTTP/1.1\r\n${HEADERS}Transfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n`, 200],
    [`GET ${pathOf("%")} HTTP/1.1\r\n${HEADERS}\r\n`, 400],
    [`GET ${pathOf("%FF")}?page_size=%ZZ HTTP/1.1\r\n${HEADERS}\r\n`, 400],
    [`GET /%%% HTTP/1.1\r\n${HEADERS}\r\n`, 404],
    [`GET //[::1/v1 HTTP/1.1\r\n${HEADERS}\r\n`, 404],
    [`GET http://[/v1 HTTP/1.1\r\n${HEADERS}\r\n`, 404],
    [`GET ${pathOf(ENTITY)}?other=${"A".repeat(15_000)} HTTP/1.1\r\n${HEADERS}\r\n`, 200],
  ])("%j is answered %i, with a body or with a malformed URL", async (bytes, status) => {
    const { port } = await started(handlerOn(populatedStore()));
    const answer = await exchange(port, bytes);
    expect(answer.status).toBe(status);
    if (status >= 400) expect(validateErrorBody(JSON.parse(answer.body))).toEqual([]);
  });

  it("a request that its client gives up is not an error, and disturbs no other", async () => {
    const store = populatedStore();
    const errors: unknown[] = [];
    const [asked, gone, answered] = [later(), later(), later()];
    const handler = createLiveSessionsHandler({
      authenticate: async (key, { headers }) => {
        if (headers["x-slow"] !== undefined) {
          asked.resolve();
          await gone.promise;
        }
        return authenticate(key);
      },
      store,
      onError: (error) => void errors.push(error),
    });
    const { port, server } = await started(async (plain) => {
      const answer = await handler(plain);
      if (plain.headers["x-slow"] !== undefined) answered.resolve();
      return answer;
    });
    const closed = new Promise<void>((resolve) =>
      server.once("connection", (socket) => void socket.once("close", () => resolve())),
    );
    const path = pathOf(ENTITY);
    const slow = request({ port, path, headers: { authorization: KEY, "x-slow": "1" } }).end();
    slow.on("error", () => {});
    await asked.promise;
    slow.destroy();
    await closed;
    gone.resolve();
    await answered.promise;
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { authorization: KEY } });
    expect([response.status, errors]).toEqual([200, []]);
  });
});

describe("as a fetch handler", () => {
  it("a request whose signal is aborted already is answered like any other", async () => {
    const handle = toFetchHandler(handlerOn(populatedStore()));
    const headers = { authorization: KEY };
    const aborted = new Request(`https://lists.example.com${pathOf(ENTITY)}`, { headers, signal: AbortSignal.abort() });
    expect((await handle(aborted)).status).toBe(200);
  });

  it("a body that nobody reads is left alone", async () => {
    const handle = toFetchHandler(handlerOn(populatedStore()));
    const url = `https://lists.example.com${pathOf(ENTITY)}`;
    const response = await handle(new Request(url, { method: "POST", body: "{", headers: { authorization: KEY } }));
    expect([response.status, validateErrorBody(await response.json())]).toEqual([405, []]);
  });
});
