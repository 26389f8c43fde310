import { gzipSync } from "node:zlib";
import type { CorpusServer } from "../corpus/server-under-test.ts";
import { httpNull, staticNull, tcpNull, writeOn } from "./null-server.ts";

const json = { "content-type": "application/json" };
const entityId = "4b1d7f7e-0000-4000-8000-00000000000a";

const session = (number: number): object => ({
  id: `4b1d7f7e-0000-4000-8000-00000000001${number}`,
  entity_id: entityId,
  stream_key: "live_static",
  duration: 12.5,
  created_at: `2024-01-01T00:00:0${9 - number}Z`,
  updated_at: "2024-01-01T00:01:00Z",
});

const page = (token: string): string => JSON.stringify({ data: [1, 2, 3].map(session), next_page_token: token });

const error = (errorType: string): string => JSON.stringify({ message: "No.", error_type: errorType });

const invalid = error("invalid_request_error");
const spaces = Buffer.alloc(65_536, " ");

/** Servers with one HTTP answer for everything. */
const staticServers: readonly CorpusServer[] = [
  staticNull("null-empty-list", "Always 200 with an empty list.", 200, json, '{"data":[],"next_page_token":""}'),
  staticNull("null-static-page", "Always the same last page of three sessions.", 200, json, page("")),
  staticNull(
    "null-static-page-with-token",
    "Always the same page, which says that more follow.",
    200,
    json,
    page("more"),
  ),
  staticNull("null-404", "Always 404, in the right form.", 404, json, invalid),
  staticNull("null-401", "Always 401, in the right form.", 401, { ...json, "www-authenticate": "ApiKey" }, invalid),
  staticNull("null-400", "Always 400, in the right form.", 400, json, invalid),
  staticNull("null-405", "Always 405, in the right form, with Allow.", 405, { ...json, allow: "GET, HEAD" }, invalid),
  staticNull("null-500", "Always 500, in the right form.", 500, json, error("api_error")),
  staticNull("null-503", "Always 503.", 503, json, error("api_error")),
  staticNull(
    "null-429",
    "Always 429, to be retried in an hour.",
    429,
    { ...json, "retry-after": "3600" },
    error("rate_limit_error"),
  ),
  staticNull("null-204", "Always 204.", 204, {}, ""),
  staticNull("null-304", "Always 304.", 304, { etag: '"static"' }, ""),
  staticNull(
    "null-html",
    "Always 200 with a web page.",
    200,
    { "content-type": "text/html" },
    "<!doctype html><h1>It works!</h1>",
  ),
  staticNull("null-html-as-json", "A web page that calls itself JSON.", 200, json, "<!doctype html><h1>It works!</h1>"),
  staticNull("null-empty-body", "Always 200 with nothing.", 200, json, ""),
  staticNull("null-json-null", "Always 200 with null.", 200, json, "null"),
  staticNull("null-error-as-200", "An error under the status 200.", 200, json, invalid),
  staticNull(
    "null-deep-json",
    "JSON nested a hundred thousand deep.",
    200,
    json,
    "[".repeat(100_000) + "]".repeat(100_000),
  ),
  staticNull(
    "null-false-gzip",
    "Plain JSON that calls itself gzip.",
    200,
    { ...json, "content-encoding": "gzip" },
    page(""),
  ),
  staticNull(
    "null-gzip-bomb",
    "A few KiB that unpack to 64 MiB of spaces.",
    200,
    { ...json, "content-encoding": "gzip" },
    gzipSync(Buffer.alloc(67_108_864, " ")),
  ),
  staticNull("null-redirects-away", "Everything is elsewhere.", 302, { location: "https://example.com/" }, ""),
  staticNull("null-redirect-circle", "Everything is right here, again.", 308, { location: "" }, ""),
];

/** Servers whose answer is made for the request, or never ends. */
const livelyServers: readonly CorpusServer[] = [
  httpNull("null-echo", "Sends back the request's own target and headers.", (request, response) => {
    response.writeHead(200, json);
    response.end(JSON.stringify({ method: request.method, url: request.url, headers: request.headers }));
  }),
  httpNull("null-prism-like", "A static mock: asks for a key, any key, and knows one example.", (request, response) => {
    const hasKey = request.headers.authorization !== undefined;
    const isGet = request.method === "GET";
    response.writeHead(isGet ? (hasKey ? 200 : 401) : 405, { ...json, "sl-violations": "[]" });
    response.end(isGet && hasKey ? page("") : invalid);
  }),
  httpNull(
    "null-path-aware",
    "Static, and knows its route: 404 off it, 405 for other methods, 401 without a key.",
    (request, response) => {
      const isRoute = /^\/v1\/live_entities\/[^/]+\/live_sessions(\?|$)/.test(request.url ?? "");
      const hasKey = /^uap-[0-9a-f]{32}-[0-9a-f]{8}$/.test(request.headers.authorization ?? "");
      const isRead = request.method === "GET" || request.method === "HEAD";
      const status = [isRoute ? 0 : 404, isRead ? 0 : 405, hasKey ? 0 : 401].find((code) => code !== 0) ?? 200;
      response.writeHead(status, { ...json, allow: "GET, HEAD", "www-authenticate": "ApiKey" });
      response.end(status === 200 ? '{"data":[],"next_page_token":""}' : invalid);
    },
  ),
  httpNull(
    "null-endless-tokens",
    "Each page is empty and names another that was never named before.",
    (_request, response) => {
      response.writeHead(200, json);
      response.end(`{"data":[],"next_page_token":"t${performance.now()}"}`);
    },
  ),
  httpNull(
    "null-endless-sessions",
    "Each page has a new session, older than the last, and a token: the walk has no end.",
    (request, response) => {
      const count = Number(/page_token=(\d+)/.exec(request.url ?? "")?.[1] ?? 0) + 1;
      const createdAt = new Date(1_700_000_000_000 - count * 1000).toISOString().replace(".000", "");
      const id = request.url?.split("/")[3] ?? "";
      const item = { id: `s${count}`, entity_id: id, stream_key: "k", created_at: createdAt, updated_at: createdAt };
      response.writeHead(200, json);
      response.end(JSON.stringify({ data: [item], next_page_token: String(count) }));
    },
  ),
  httpNull("null-endless-body", "A JSON text that never ends.", (_request, response) => {
    response.writeHead(200, json);
    response.write('{"data":[');
    writeOn(response, spaces);
  }),
  httpNull("null-gigabyte", "A body of one GiB, announced and sent.", (_request, response) => {
    response.writeHead(200, { ...json, "content-length": "1073741824" });
    writeOn(response, spaces, 1_073_741_824);
  }),
  httpNull("null-drip", "A byte every 20 ms, for ever.", (_request, response) => {
    response.writeHead(200, json);
    const timer = setInterval(() => response.write(" "), 20);
    response.on("close", () => clearInterval(timer));
  }),
  httpNull("null-hangs", "Reads the request and never answers.", () => undefined),
  httpNull("null-hangs-after-headers", "Sends headers and half a body, and then nothing.", (_request, response) => {
    response.writeHead(200, json);
    response.write('{"data":[');
  }),
  httpNull("null-breaks-off", "Sends half a body and resets the connection.", (_request, response) => {
    response.writeHead(200, { ...json, "content-length": "100000" });
    response.write('{"data":[', () => response.destroy());
  }),
];

const head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

/** Answers each first read of a connection with the given bytes. */
const wire = (bytes: string, isEnd: boolean) => (socket: import("node:net").Socket) => {
  socket.once("data", () => (isEnd ? socket.end(bytes) : socket.write(bytes)));
};

/** Servers that keep HTTP itself badly. */
const rawServers: readonly CorpusServer[] = [
  tcpNull("null-closes", "Closes every connection at once.", (socket) => socket.destroy()),
  tcpNull("null-closes-after-request", "Reads a request and closes.", (socket) =>
    socket.once("data", () => socket.destroy()),
  ),
  tcpNull("null-garbage", "Greets as a mail server does.", (socket) => socket.end("220 mail.example.com ESMTP\r\n")),
  tcpNull(
    "null-length-too-long",
    "Content-Length promises more than comes.",
    wire(`${head}Content-Length: 500\r\n\r\n{"data":[]}`, true),
  ),
  tcpNull(
    "null-length-too-short",
    "Content-Length promises less than comes: the rest stands where the next answer would.",
    wire(`${head}Content-Length: 5\r\n\r\n{"data":[],"next_page_token":""}`, false),
  ),
  tcpNull(
    "null-two-lengths",
    "Two values of Content-Length.",
    wire(`${head}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{} `, true),
  ),
  tcpNull(
    "null-bad-chunks",
    "Chunk sizes that are not numbers.",
    wire(`${head}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n`, true),
  ),
  tcpNull("null-endless-headers", "Header lines that never end.", (socket) => {
    socket.once("data", () => {
      socket.write(head);
      writeOn(socket, Buffer.from("X-More: yes\r\n"));
    });
  }),
  tcpNull("null-endless-continue", "100 Continue, for ever.", (socket) => {
    socket.once("data", () => writeOn(socket, Buffer.from("HTTP/1.1 100 Continue\r\n\r\n")));
  }),
];

/** Servers that no run may find conformant, and that must not harm the suite itself. */
export const nullServers: readonly CorpusServer[] = [...staticServers, ...livelyServers, ...rawServers];
