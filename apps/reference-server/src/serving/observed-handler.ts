import { randomBytes } from "node:crypto";
import type { EncodedResponse, PlainRequest } from "@live-sessions/server";
import type { Logger } from "pino";
import type { EncodedHandler } from "../encoded-handler.ts";
import type { Metrics } from "./metrics.ts";

// What may stand in a log line as it came. Anything else gets an id of ours.
const ID_FROM_OUTSIDE = /^[\w.-]{1,64}$/;
// Of no other process, and counted on: random bits for each request would cost a tenth of a short answer.
const PROCESS = randomBytes(9).toString("base64url");
let requests = 0;

/** A request with the id that its answer and its log line carry. */
interface IdentifiedRequest extends PlainRequest {
  readonly id: string;
}

/**
 * Gives each request an id (its own `X-Request-Id` where it has a sound one), which its answer and its log line carry;
 * counts it, and logs it at `debug`. Query and headers are not logged: they may hold credentials.
 */
export function observed(handler: EncodedHandler, logger: Logger, metrics: Metrics): EncodedHandler {
  const isLogged = logger.isLevelEnabled("debug");
  return ({ method, target, headers }) => {
    const startedAt = performance.now();
    // Not as one of its headers: a copy of all of them would be a good part of what a 304 costs.
    const request: IdentifiedRequest = { method, target, headers, id: idFor(headers["x-request-id"]) };
    return handler(request).then((response) => {
      const milliseconds = performance.now() - startedAt;
      metrics.observe(response.status, milliseconds / 1000);
      if (isLogged) logger.debug(logLine(request, response, milliseconds), "request");
      const { status, body } = response;
      return { status, headers: { ...response.headers, "x-request-id": request.id }, body };
    });
  };
}

/** The id of a request that is observed. */
export function requestIdOf(request: PlainRequest): string | undefined {
  return "id" in request && typeof request.id === "string" ? request.id : undefined;
}

function idFor(given: PlainRequest["headers"][string]): string {
  if (typeof given === "string" && ID_FROM_OUTSIDE.test(given)) return given;
  requests += 1;
  return `${PROCESS}-${requests}`;
}

function logLine({ id, method, target }: IdentifiedRequest, { status }: EncodedResponse, milliseconds: number): object {
  const [path] = target.split("?", 1);
  return { request_id: id, method, path, status, duration_ms: Math.round(milliseconds * 1000) / 1000 };
}
