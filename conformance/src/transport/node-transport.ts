import { type ClientRequest, Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { BodyCollector, tooLargeMessage } from "./body-collector.ts";
import { decodeContent } from "./content-decoding.ts";
import { waitPatiently } from "./patience.ts";
import type { TransportFailure } from "./wire.ts";
import { keptBodyBytes, type Transport, type WireRequest, type WireResult } from "./wire.ts";
import { withoutTrailingSlashes } from "./without-trailing-slashes.ts";

/** A target that let three requests hang is waited for less long from then on. */
const timeoutsAtMost = 3;
const shortTimeoutMs = 1000;
/** Header fields of an answer, names and values. Node's own limit is 16 KiB; policies and cookies of lawful servers take more. */
const maxHeaderBytes = 64 * 1024;

/**
 * A transport on Node's own HTTP/1.1 client, which shows what `fetch` hides: connections, repeated headers, bodies cut short.
 *
 * @param baseUrls one URL per instance of the deployment; a path in it is kept as a prefix
 * @param timeoutMs from sending until the last byte of the body
 * @param keptBytes how much of a body is handed on; default 1 MiB
 */
export function createNodeTransport(
  baseUrls: readonly string[],
  timeoutMs: number,
  keptBytes: number = keptBodyBytes,
): Transport {
  const bases = baseUrls.map((url) => new URL(url));
  let timeouts = 0;
  const agents = new Map<string, HttpAgent | HttpsAgent>();
  const agentFor = (request: WireRequest, base: URL): HttpAgent | HttpsAgent => {
    const name = `${request.instance} ${request.connection ?? ""}`;
    const known = agents.get(name);
    if (known) return known;
    const settings = { keepAlive: true, maxSockets: request.connection === undefined ? 16 : 1 };
    const agent = base.protocol === "https:" ? new HttpsAgent(settings) : new HttpAgent(settings);
    agents.set(name, agent);
    return agent;
  };
  const once = (
    request: WireRequest,
    signal: AbortSignal,
    isFresh = false,
  ): Promise<WireResult & { reused?: boolean }> => {
    const base = bases[request.instance];
    if (!base)
      return Promise.resolve({ failure: { kind: "connection", message: `there is no base URL ${request.instance}` } });
    const patienceMs = timeouts < timeoutsAtMost ? timeoutMs : Math.min(timeoutMs, shortTimeoutMs);
    const agent = isFresh ? false : agentFor(request, base);
    return sendOnce(request, base, agent, { timeoutMs: patienceMs, keptBytes }, signal).then((result) => {
      if ("failure" in result && result.failure.kind === "timeout") timeouts += 1;
      return result;
    });
  };
  return {
    async send(request, signal) {
      const result = await once(request, signal);
      // RFC 9112 §9.3.1: a server may close an idle connection at any time; the request that meets it is sent again.
      const wasClosedWhileIdle = "failure" in result && result.failure.kind === "connection" && result.reused === true;
      // On a connection of its own: the pool may hold more that were closed.
      return wasClosedWhileIdle ? once(request, signal, true) : result;
    },
    close() {
      for (const agent of agents.values()) agent.destroy();
      agents.clear();
    },
  };
}

function sendOnce(
  request: WireRequest,
  base: URL,
  agent: HttpAgent | HttpsAgent | false,
  { timeoutMs, keptBytes }: { readonly timeoutMs: number; readonly keptBytes: number },
  signal: AbortSignal,
): Promise<WireResult & { reused?: boolean }> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve({ failure: interrupted });
    const send = base.protocol === "https:" ? httpsRequest : httpRequest;
    const path = withoutTrailingSlashes(base.pathname) + request.target;
    const outgoing = send({
      agent,
      host: base.hostname.replace(/^\[|\]$/g, ""),
      port: base.port,
      method: request.method,
      path,
      maxHeaderSize: maxHeaderBytes,
      headers: { ...request.headers, ...lengthOf(request) },
    });
    const settle = (result: WireResult): void => {
      endWait();
      signal.removeEventListener("abort", abort);
      // A whole response leaves its connection open for the next request.
      if ("failure" in result) outgoing.destroy();
      resolve({ ...result, reused: outgoing.reusedSocket });
    };
    const endWait = waitPatiently(timeoutMs, () =>
      settle({ failure: { kind: "timeout", message: `no whole response within ${timeoutMs} ms` } }),
    );
    const abort = (): void => settle({ failure: interrupted });
    signal.addEventListener("abort", abort, { once: true });
    let head: IncomingMessage | undefined;
    outgoing.on("error", (error) =>
      settle(
        head && request.method === "HEAD" ? withBytesBehind(head, error, keptBytes) : { failure: failureOf(error) },
      ),
    );
    outgoing.on("response", (incoming) => {
      head = incoming;
      receive(incoming, outgoing, keptBytes, settle);
    });
    if (request.breaksOff) outgoing.once("finish", () => settle({ failure: brokenOff }));
    outgoing.end(request.body);
  });
}

function receive(
  incoming: IncomingMessage,
  outgoing: ClientRequest,
  keptBytes: number,
  settle: (result: WireResult) => void,
): void {
  const collector = new BodyCollector();
  incoming.on("data", (chunk: Buffer) => {
    if (collector.add(chunk)) return;
    outgoing.destroy();
    settle({ failure: { kind: "too-large", message: tooLargeMessage } });
  });
  incoming.on("error", () =>
    settle({ failure: { kind: "protocol", message: `the body broke off after ${collector.bytes} bytes` } }),
  );
  incoming.on("end", () => {
    if (!incoming.complete)
      return settle({ failure: { kind: "protocol", message: `the body broke off after ${collector.bytes} bytes` } });
    settle(finish(incoming, collector.whole(), keptBytes));
  });
}

function finish(incoming: IncomingMessage, raw: Buffer, keptBytes: number): WireResult {
  try {
    const decoded = decodeContent(raw, incoming.headers["content-encoding"]);
    return {
      response: {
        status: incoming.statusCode ?? 0,
        headers: pairsOf(incoming.rawHeaders),
        body: decoded.subarray(0, keptBytes),
        bytes: decoded.byteLength,
      },
    };
  } catch (error) {
    return { failure: { kind: "protocol", message: `the body could not be decoded: ${messageOf(error)}` } };
  }
}

function pairsOf(rawHeaders: readonly string[]): (readonly [string, string])[] {
  const pairs: (readonly [string, string])[] = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    pairs.push([(rawHeaders[at] ?? "").toLowerCase(), rawHeaders[at + 1] ?? ""]);
  }
  return pairs;
}

// RFC 9110 §9.3.2: an answer to HEAD has no body. Bytes that came with its head are recorded as if they were one.
function withBytesBehind(
  head: IncomingMessage,
  error: Error & { rawPacket?: Buffer; bytesParsed?: number },
  keptBytes: number,
): WireResult {
  const behind = error.rawPacket?.subarray(error.bytesParsed ?? 0) ?? Buffer.alloc(0);
  const response = { status: head.statusCode ?? 0, headers: pairsOf(head.rawHeaders) };
  return { response: { ...response, body: behind.subarray(0, keptBytes), bytes: behind.byteLength } };
}

const brokenOff: TransportFailure = { kind: "broken-off", message: "the connection was cut on purpose" };
const interrupted: TransportFailure = { kind: "interrupted", message: "the run was interrupted" };

// A body in chunks has no length.
function lengthOf({ body, headers }: WireRequest): Record<string, string> {
  return body === undefined || headers["transfer-encoding"] !== undefined
    ? {}
    : { "content-length": String(Buffer.byteLength(body)) };
}

function failureOf(error: Error & { code?: string }): TransportFailure {
  const isProtocol = error.code?.startsWith("HPE_") ?? false;
  return { kind: isProtocol ? "protocol" : "connection", message: messageOf(error) };
}

// An AggregateError (several addresses refused) has an empty message of its own.
function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join("; ");
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  return code === undefined || error.message.includes(code) ? error.message : `${error.message} (${code})`;
}
