import { ApiError } from "./errors/api-error.ts";
import { UnexpectedResponseError } from "./errors/unexpected-response-error.ts";
import type { Attempt, ClientHooks } from "./hooks.ts";

/** As much of a span of `@opentelemetry/api` as is used here. */
export interface TelemetrySpan {
  setAttribute(name: string, value: string | number): unknown;
  setStatus(status: { code: number; message?: string }): unknown;
  end(): void;
}

/** As much of a tracer of `@opentelemetry/api` as is used here; any tracer of that package is one. */
export interface TelemetryTracer<Span extends TelemetrySpan = TelemetrySpan> {
  startActiveSpan<T>(
    name: string,
    options: { kind: number; attributes: Record<string, string | number> },
    work: (span: Span) => T,
  ): T;
}

/** What spans are made with. */
export interface OpenTelemetryOptions<Span extends TelemetrySpan> {
  readonly tracer: TelemetryTracer<Span>;
  /** Headers that carry a span's context, for `propagation.inject`. None unless given. */
  readonly headersOf?: (span: Span) => Readonly<Record<string, string>>;
}

const client = 2; // SpanKind.CLIENT
const failed = 2; // SpanStatusCode.ERROR

/**
 * Hooks that make one client span of each attempt, after the semantic conventions for HTTP 1.23 and later.
 *
 * The span holds the route, the URL and the status, never a header or a body; an attempt that follows another has
 * `http.request.resend_count`.
 */
export function openTelemetryHooks<Span extends TelemetrySpan>(options: OpenTelemetryOptions<Span>): ClientHooks {
  const { tracer, headersOf } = options;
  return {
    around(attempt, send) {
      const settings = { kind: client, attributes: attributesOf(attempt) };
      return tracer.startActiveSpan("GET /v1/live_entities/{id}/live_sessions", settings, async (span) => {
        try {
          const answer = await send(headersOf?.(span));
          span.setAttribute("http.response.status_code", 200);
          return answer;
        } catch (error) {
          describe(span, error);
          throw error;
        } finally {
          // Only now is it known: the URL is made while the request is.
          span.setAttribute("url.full", attempt.url);
          span.end();
        }
      });
    },
  };
}

function attributesOf({ url, attempts }: Attempt): Record<string, string | number> {
  const { hostname, port, protocol } = new URL(url);
  return {
    "http.request.method": "GET",
    "url.template": "/v1/live_entities/{id}/live_sessions",
    "server.address": hostname,
    "server.port": Number(port || (protocol === "https:" ? 443 : 80)),
    ...(attempts > 1 ? { "http.request.resend_count": attempts - 1 } : {}),
  };
}

function describe(span: TelemetrySpan, error: unknown): void {
  const hasAnswer = error instanceof ApiError || error instanceof UnexpectedResponseError;
  if (hasAnswer) span.setAttribute("http.response.status_code", error.status);
  span.setAttribute("error.type", hasAnswer ? `${error.status}` : error instanceof Error ? error.name : "_OTHER");
  span.setStatus({ code: failed });
}
