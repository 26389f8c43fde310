import type { EncodedResponse, PlainRequest } from "@live-sessions/server";
import type { EncodedHandler } from "../encoded-handler.ts";

const PREFLIGHT_SECONDS = "600";

/**
 * Lets scripts of the named origins read the list (Fetch standard, "CORS protocol"); every other origin gets the answer
 * without permission to read it, and its preflights are 405 like any OPTIONS.
 *
 * @param origins exact values of `Origin`, such as `https://console.example.com`
 */
export function withCors(handler: EncodedHandler, origins: readonly string[]): EncodedHandler {
  return async (request) => {
    const { origin } = request.headers;
    if (typeof origin !== "string" || !origins.includes(origin)) return varying(await handler(request));
    if (isPreflight(request)) return preflight(origin);
    const { status, headers, body } = varying(await handler(request));
    const exposed = "etag, retry-after, x-request-id";
    const allowed = { "access-control-allow-origin": origin, "access-control-expose-headers": exposed };
    return { status, headers: { ...headers, ...allowed }, body };
  };
}

// The answer depends on who asks; a cache has to know.
function varying(response: EncodedResponse): EncodedResponse {
  return { ...response, headers: { ...response.headers, vary: "Origin" } };
}

function isPreflight({ method, headers }: PlainRequest): boolean {
  return method === "OPTIONS" && headers["access-control-request-method"] !== undefined;
}

function preflight(origin: string): EncodedResponse {
  const headers = {
    "access-control-allow-origin": origin,
    "access-control-allow-methods": "GET, HEAD",
    "access-control-allow-headers": "authorization, if-none-match, x-request-id",
    "access-control-max-age": PREFLIGHT_SECONDS,
    vary: "Origin",
  };
  return { status: 204, headers, body: "" };
}
