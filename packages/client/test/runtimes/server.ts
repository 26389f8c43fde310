import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { entity, key, sessionsOf } from "../support/answers.ts";
import { Gate } from "./gate.ts";

const json = { "content-type": "application/json" };
const html = { "content-type": "text/html" };

const cors = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET",
  "access-control-allow-headers": "authorization, if-none-match, traceparent",
  "access-control-expose-headers": "etag, retry-after, x-request-id",
};

/** One request, and how it can be answered. */
interface Exchange {
  /** How many requests of its kind there were, this one included. */
  readonly turn: number;
  readonly url: URL;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  send(status: number, body: unknown, headers?: Record<string, string>): void;
}

/** A server that does everything that a client has to bear; the first segment of the path says what. */
export class TryingServer {
  /** Where it listens. */
  origin = "";
  /** What came to the other server, which redirects lead to. */
  readonly elsewhere: string[] = [];
  readonly #seen = new Map<string, number>();
  readonly #closers: (() => void)[] = [];
  /** Of the answers that never end: the first one has begun, and its connection is closed. */
  readonly #begun = new Gate();
  readonly #closed = new Gate();
  #notModified = 0;
  #other = "";

  async start(): Promise<this> {
    this.origin = await this.#listen((request, response) => this.#answer(request, response));
    this.#other = await this.#listen((request, response) => {
      this.elsewhere.push(`${request.method} ${request.headers.authorization}`);
      response.writeHead(200, { ...cors, ...json }).end(JSON.stringify({ data: [], next_page_token: "" }));
    });
    return this;
  }

  close(): void {
    for (const close of this.#closers) close();
  }

  async #listen(listener: RequestListener): Promise<string> {
    const server = createServer(listener);
    this.#closers.push(() => {
      server.close();
      server.closeAllConnections();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    for (const [name, value] of Object.entries(cors)) response.setHeader(name, value);
    const url = new URL(request.url ?? "", this.origin);
    const [, kind = "", ...rest] = url.pathname.split("/");
    const turn = (this.#seen.get(kind) ?? 0) + 1;
    const send: Exchange["send"] = (status, body, headers = json) => {
      response.writeHead(status, headers).end(typeof body === "string" ? body : JSON.stringify(body));
    };
    if (request.method === "OPTIONS") send(204, "", {});
    else if (kind === "begun") void this.#begun.passed(rest[0]).then(() => send(200, {}));
    else if (kind === "closed") void this.#closed.passed(rest[0]).then(() => send(200, {}));
    else if (kind === "not-modified") send(200, { count: this.#notModified });
    else if (rest.join("/") !== `v1/live_entities/${entity}/live_sessions`) send(404, "no such route", {});
    else if (request.headers.authorization !== key)
      send(401, { message: "No key.", error_type: "authentication_error" });
    else {
      this.#seen.set(kind, turn);
      this.#behaviours[kind]?.({ turn, url, request, response, send });
    }
  }

  readonly #behaviours: Readonly<Record<string, (exchange: Exchange) => void>> = {
    list: (exchange) => this.#list(exchange, sessionsOf(250)),
    changing: (exchange) => this.#list(exchange, sessionsOf(exchange.turn < 4 ? 3 : 4).reverse()),
    flaky: (exchange) =>
      exchange.turn % 2 === 1
        ? exchange.send(503, "<h1>Busy</h1>", { "retry-after": "0" })
        : this.#list(exchange, sessionsOf(25)),
    "same-token": ({ send }) => send(200, { data: sessionsOf(1), next_page_token: "a" }),
    cycle: ({ turn, send }) => send(200, { data: sessionsOf(1), next_page_token: ["c", "a", "b"][turn % 3] }),
    empties: ({ turn, send }) => send(200, { data: [], next_page_token: `${turn}` }),
    misshapen: ({ send }) => send(200, { data: [{ ...sessionsOf(1)[0], duration: "long" }] }),
    missing: ({ send }) =>
      send(404, { message: "Not here.", error_type: "invalid_request_error" }, { ...json, "x-request-id": "r-7" }),
    later: ({ send }) => send(503, { message: "Later.", error_type: "api_error" }, { ...json, "retry-after": "86400" }),
    "html-502": ({ send }) => send(502, "<h1>Bad Gateway</h1>", html),
    "html-200": ({ send }) => send(200, "<h1>Log in</h1>", html),
    "empty-500": ({ send }) => send(500, "", { "content-length": "0" }),
    redirect: ({ url, send }) => send(307, "", { location: `${this.#other}${url.pathname.slice("/redirect".length)}` }),
    cut: ({ response }) => {
      response.writeHead(200, { ...json, "content-length": "1000" }).write('{"data":[');
      setImmediate(() => response.destroy());
    },
    overlong: ({ send }) =>
      send(200, { data: [], next_page_token: "" }, { ...json, "content-length": "9", connection: "close" }),
    endless: (exchange) => this.#hold(exchange, "endless"),
    aborted: (exchange) => this.#hold(exchange, "aborted"),
    left: (exchange) => this.#hold(exchange, "left"),
  };

  #hold({ request, response }: Exchange, kind: string): void {
    request.socket.once("close", () => this.#closed.pass(kind));
    response.writeHead(200, json).write('{"data":[', () => this.#begun.pass(kind));
  }

  /** Pages of a list whose token is the number of sessions before the page, with an `ETag`. */
  #list({ url, request, send }: Exchange, list: readonly unknown[]): void {
    const start = Number(url.searchParams.get("page_token") ?? 0);
    const end = start + Number(url.searchParams.get("page_size") ?? 10);
    const etag = `"${list.length}-${start}-${end}"`;
    if (request.headers["if-none-match"] === etag) {
      this.#notModified++;
      send(304, "", { etag });
      return;
    }
    const next_page_token = end < list.length ? `${end}` : "";
    send(200, { data: list.slice(start, end), next_page_token }, { ...json, etag });
  }
}
