import { randomUUID } from "node:crypto";
import type { EncodedResponse, PlainRequest } from "@live-sessions/server";
import type { Logger } from "pino";
import type { EncodedHandler } from "./kept-answers.ts";
import type { Metrics } from "./metrics.ts";

/** The header that carries a request's id, in and out. */
export const REQUEST_ID = "x-request-id";

// What may stand in a log line as it came. Anything else gets an id of ours.
const ID_FROM_OUTSIDE = /^[\w.-]{1,64}$/;

/**
 * Gives each request an id (its own `X-Request-Id` where it has a sound one), which its answer and its log line carry;
 * counts it, and logs it at `debug`. Query and headers are not logged: they may hold credentials.
 */
export function observed(handler: EncodedHandler, logger: Logger, metrics: Metrics): EncodedHandler {
  return async (request) => {
    const startedAt = performance.now();
    const id = requestIdOf(request);
    const response = await handler({ ...request, headers: { ...request.headers, [REQUEST_ID]: id } });
    const milliseconds = performance.now() - startedAt;
    metrics.observe(response.status, milliseconds / 1000);
    if (logger.isLevelEnabled("debug")) logger.debug(logLine(id, request, response, milliseconds), "request");
    return { ...response, headers: { ...response.headers, [REQUEST_ID]: id } };
  };
}

function requestIdOf({ headers }: PlainRequest): string {
  const given = headers[REQUEST_ID];
  return typeof given === "string" && ID_FROM_OUTSIDE.test(given) ? given : randomUUID();
}

function logLine(
  id: string,
  { method, target }: PlainRequest,
  { status }: EncodedResponse,
  milliseconds: number,
): object {
  const [path] = target.split("?", 1);
  return { request_id: id, method, path, status, duration_ms: Math.round(milliseconds * 1000) / 1000 };
}
