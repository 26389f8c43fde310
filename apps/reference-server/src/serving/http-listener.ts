import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { RuntimeFailure } from "../cli-error.ts";
import { Connections } from "../refinements/connections.ts";
import type { RequestListener } from "../request-listener.ts";
import { brokenHead } from "./broken-head.ts";
import { answerBrokenRequest, answerConnect, MAX_HEADER_BYTES, refuse } from "./broken-request.ts";

/** A server that listens. */
export interface Listener {
  /** `http://<host>:<port>`, without a slash at the end. */
  readonly url: string;
  /** From now on each connection is closed after its next answer, so that clients move elsewhere. */
  drain(): void;
  /** Takes no more connections, lets requests under way finish, and cuts what is left after `graceMs`. */
  stop(graceMs: number): Promise<void>;
}

/** Milliseconds that a client has: one that sends slowly, or reads nothing, must not hold a connection for ever. */
export interface Timeouts {
  /** For the line and the headers of a request. */
  readonly headersMs: number;
  /** For the whole of a request. */
  readonly requestMs: number;
  /** For the next byte in either direction while a request is under way. */
  readonly stallMs: number;
}

// How often Node looks for requests that are late; they live for so much longer.
const CHECK_EVERY_MS = 1_000;

/** @throws {RuntimeFailure} when the address cannot be listened on */
export async function listen(
  host: string,
  port: number,
  listener: RequestListener,
  { headersMs, requestMs, stallMs }: Timeouts,
): Promise<Listener> {
  const server = createServer({
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: Math.min(headersMs, requestMs),
    requestTimeout: requestMs,
    connectionsCheckingInterval: Math.min(CHECK_EVERY_MS, headersMs, requestMs),
    // Node's own refusal has no body; the listener below refuses with one.
    requireHostHeader: false,
  });
  server.setTimeout(stallMs);
  const connections = new Connections(server);
  const broken = new WeakSet<Socket>();
  server.on("request", (request, response) => {
    connections.begin(response);
    const wrong = brokenHead(request);
    if (wrong === undefined) listener(request, response);
    else refuse(response, 400, wrong);
  });
  server.on("checkExpectation", (_, response) => {
    connections.begin(response);
    refuse(response, 417, "Expect takes 100-continue only.");
  });
  server.on("connect", (_, stream) => {
    const socket = stream as Socket;
    answerConnect(socket, connections.newest(socket));
  });
  server.on("clientError", (error: NodeJS.ErrnoException, stream) => {
    const socket = stream as Socket;
    // The parser rejects whatever follows, too.
    if (broken.has(socket)) return;
    broken.add(socket);
    answerBrokenRequest(error, socket, connections.newest(socket));
  });
  await started(server, host, port);
  return {
    url: urlOf(server),
    drain: () => connections.drain(),
    stop: (graceMs) => connections.stop(graceMs),
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

function urlOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  return `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}
