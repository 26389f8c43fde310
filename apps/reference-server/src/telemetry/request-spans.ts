import type { IncomingMessage, ServerResponse } from "node:http";
import type { Attributes, Context, Span, Tracer } from "@opentelemetry/api";
import type { RequestListener } from "../request-listener.ts";

const ROUTE = "/v1/live_entities/{id}/live_sessions";
// In absolute form too (RFC 9112 §3.2.2).
const LIST_TARGET = /^(?:https?:\/\/[^/?#]*)?\/v1\/live_entities\/[^/?]*\/live_sessions(?:\?|$)/i;
// What the semantic conventions know by name; each other method is one.
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY"]);
const OTHER_METHOD = "_OTHER";
const SERVER = 1; // SpanKind.SERVER
const FAILED = 2; // SpanStatusCode.ERROR

/**
 * Makes a server span of each request for a list, after the semantic conventions for HTTP. It holds the route, never the path:
 * no id, no query, no header, no key.
 *
 * @param contextOf the context that a request's `traceparent` header continues
 */
export function withSpans(
  listener: RequestListener,
  tracer: Tracer,
  contextOf: (traceparent: string | undefined) => Context,
): RequestListener {
  return (request, response) => {
    const span = LIST_TARGET.test(request.url ?? "") ? begin(request, tracer, contextOf) : undefined;
    // It comes in any case: after the last byte, or when the connection is gone.
    if (span) response.once("close", () => end(span, response));
    listener(request, response);
  };
}

function begin(
  { method = "", headers, socket }: IncomingMessage,
  tracer: Tracer,
  contextOf: (traceparent: string | undefined) => Context,
): Span {
  const known = METHODS.has(method) ? method : OTHER_METHOD;
  const { traceparent } = headers;
  const attributes: Attributes = {
    "http.request.method": known,
    "http.route": ROUTE,
    // TLS is a proxy's work.
    "url.scheme": "http",
    "server.address": socket.localAddress,
    "server.port": socket.localPort,
  };
  return tracer.startSpan(
    `${known === OTHER_METHOD ? "HTTP" : known} ${ROUTE}`,
    { kind: SERVER, attributes },
    contextOf(typeof traceparent === "string" ? traceparent : undefined),
  );
}

function end(span: Span, { headersSent, statusCode }: ServerResponse): void {
  if (headersSent) {
    span.setAttribute("http.response.status_code", statusCode);
    if (statusCode >= 500) {
      span.setAttribute("error.type", String(statusCode));
      span.setStatus({ code: FAILED });
    }
  }
  span.end();
}
