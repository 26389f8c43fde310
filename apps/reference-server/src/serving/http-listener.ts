import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import type { ErrorBody } from "@live-sessions/contract";
import { RuntimeFailure } from "../cli-error.ts";

/** A server that listens. */
export interface Listener {
  /** `http://<host>:<port>`, without a slash at the end. */
  readonly url: string;
  /** From now on each connection is closed after its next answer, so that clients move elsewhere. */
  drain(): void;
  /** Takes no more connections, lets requests under way finish, and cuts what is left after `graceMs`. */
  stop(graceMs: number): Promise<void>;
}

/** What a server calls for each request. */
export type RequestListener = (request: IncomingMessage, response: ServerResponse) => void;

// Room for a 64 KiB target and the headers beside it; beyond that Node refuses the request with 431.
const MAX_HEADER_BYTES = 128 * 1024;
// Milliseconds: a client that sends slowly, or nothing, must not hold a connection for ever.
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 60_000;

/** @throws {RuntimeFailure} when the address cannot be listened on */
export async function listen(host: string, port: number, listener: RequestListener): Promise<Listener> {
  const server = createServer({
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: HEADERS_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    // Node's own refusal has no body; the listener below refuses with one.
    requireHostHeader: false,
  });
  let isDraining = false;
  server.on("request", (request, response) => {
    response.shouldKeepAlive &&= !isDraining;
    if (request.httpVersion === "1.1" && request.headers.host === undefined) refuse(response, 400, "Host is missing.");
    else listener(request, response);
  });
  server.on("checkExpectation", (_, response) => refuse(response, 417, "Expect takes 100-continue only."));
  server.on("clientError", answerBrokenRequest);
  await started(server, host, port);
  return {
    url: urlOf(server),
    drain: () => {
      isDraining = true;
    },
    stop: (graceMs) => {
      isDraining = true;
      return stopped(server, graceMs);
    },
  };
}

function started(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(new RuntimeFailure(reason(error, host, port))));
    server.listen(port, host, resolve);
  });
}

function reason(error: NodeJS.ErrnoException, host: string, port: number): string {
  if (error.code === "EADDRINUSE") return `Port ${port} on ${host} is taken.`;
  if (error.code === "EACCES") return `Port ${port} on ${host} needs rights that this user does not have.`;
  return `${host} port ${port} cannot be listened on: ${error.message}.`;
}

function stopped(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const deadline = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(deadline);
      resolve();
    });
    server.closeIdleConnections();
  });
}

function urlOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  return `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}

function refuse(response: ServerResponse, status: number, message: string): void {
  const body = errorText(message);
  response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(body) });
  response.end(body);
}

// What Node's parser rejects has no request object; the answer is written by hand, in the document's form all the same.
function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, message] = BROKEN_REQUESTS.get(error.code ?? "") ?? ["400 Bad Request", "This is not HTTP."];
  const body = errorText(message);
  const headers = `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close`;
  socket.end(`HTTP/1.1 ${status}\r\n${headers}\r\n\r\n${body}`);
}

const BROKEN_REQUESTS: ReadonlyMap<string, readonly [string, string]> = new Map([
  ["HPE_HEADER_OVERFLOW", ["431 Request Header Fields Too Large", `More than ${MAX_HEADER_BYTES} bytes of headers.`]],
  ["ERR_HTTP_REQUEST_TIMEOUT", ["408 Request Timeout", "The request did not arrive in time."]],
]);

function errorText(message: string): string {
  const body: ErrorBody = { message, error_type: "invalid_request_error" };
  return JSON.stringify(body);
}
