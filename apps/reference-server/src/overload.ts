import type { ErrorBody } from "@live-sessions/contract";
import type { HandlerOptions, LiveSessionsHandler, PlainRequest, PlainResponse } from "@live-sessions/server";

type OnError = NonNullable<HandlerOptions<string>["onError"]>;

// How node-postgres says that all connections of its pool stayed busy for as long as a request waits for one.
const NO_CONNECTION_WAS_FREE = "timeout exceeded when trying to connect";
// SQLite's code for a database that another process wrote to for as long as a request waits for it.
const SQLITE_BUSY = 5;
/** About as long as a request waits before it is turned away. */
const RETRY_AFTER_SECONDS = 5;

/** Whether an exception of a database says that it has more to do than it can, and not that something is broken. */
export function isOverload(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.message === NO_CONNECTION_WAS_FREE || ("errcode" in error && error.errcode === SQLITE_BUSY);
}

/** 503 with `Retry-After` (RFC 9110 §15.6.4): nothing was done, and the same request may be sent again. */
export function overloaded(method: string): PlainResponse {
  const body: ErrorBody = {
    message: "The server has more to do than it can: wait and send the request again.",
    error_type: "api_error",
  };
  return {
    status: 503,
    headers: {
      "content-type": "application/json",
      "cache-control": "no-store",
      "retry-after": String(RETRY_AFTER_SECONDS),
    },
    body: method === "HEAD" ? "" : JSON.stringify(body),
  };
}

/**
 * A handler that answers {@link overloaded} where the one that `create` makes says 500 because of an overload.
 *
 * @param onError told of the exception in either case
 */
export function withOverload(create: (onError: OnError) => LiveSessionsHandler, onError: OnError): LiveSessionsHandler {
  const turnedAway = new WeakSet<PlainRequest>();
  const handler = create((error, request) => {
    if (isOverload(error)) turnedAway.add(request);
    onError(error, request);
  });
  return async (request) => {
    const response = await handler(request);
    return response.status === 500 && turnedAway.has(request) ? overloaded(request.method) : response;
  };
}
