import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";

/** One request as the corpus servers see it. */
export interface Exchange {
  readonly method: string;
  /** The request target as it came, query included. */
  readonly target: string;
  /** The target's path, still percent-encoded, without the deployment's path prefix. */
  readonly path: string;
  /** The text after the first `?`, still percent-encoded; "" without one. */
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  /** The connection that carried the request; equal objects are one connection. */
  readonly connection: object;
  readonly body: string;
}

/** One answer. A `content-length` is added unless `chunked` is set or the headers have one. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  readonly chunked?: true;
}

/** Answers one request. */
export type Answer = (exchange: Exchange) => Promise<Reply>;

/** All values of one query parameter, decoded as a form is. */
export function parameterValues(exchange: Exchange, name: string): readonly string[] {
  return new URLSearchParams(exchange.query).getAll(name);
}

/** A reply whose body is the value as JSON. */
export function jsonReply(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(value) };
}

/** Reads the whole request; `prefix` is cut off the path where it stands there. */
export async function readExchange(request: IncomingMessage, prefix: string): Promise<Exchange> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const target = request.url ?? "/";
  const [fullPath = "/", ...rest] = target.split("?");
  return {
    method: request.method ?? "GET",
    target,
    path: fullPath.startsWith(prefix) ? fullPath.slice(prefix.length) : `/outside${fullPath}`,
    query: rest.join("?"),
    headers: request.headers,
    connection: request.socket,
    body: Buffer.concat(chunks).toString(),
  };
}

/** Writes the reply. The body of an answer to HEAD is left out by Node itself. */
export function sendReply(response: ServerResponse, reply: Reply): void {
  const bytes = Buffer.from(reply.body);
  const hasNoBody = reply.status === 204 || reply.status === 304;
  const hasLength = reply.chunked === true || hasNoBody || "content-length" in reply.headers;
  const framing = hasLength ? {} : { "content-length": String(bytes.length) };
  response.writeHead(reply.status, { ...reply.headers, ...framing });
  response.end(bytes);
}
