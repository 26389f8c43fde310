import type { EncodedResponse, PlainRequest } from "./plain-http.ts";

/**
 * Puts a handler on any server of WHATWG requests: Hono, Next route handlers, Deno, Bun, workers.
 *
 * @param handler what {@link createLiveSessionsHandler} gave
 */
export function toFetchHandler(
  handler: (request: PlainRequest) => Promise<EncodedResponse>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const { pathname, search } = new URL(request.url);
    const { status, headers, body } = await handler({
      method: request.method,
      target: pathname + search,
      headers: Object.fromEntries(request.headers),
    });
    // A null body: the constructor refuses even an empty one with 304.
    return new Response(body.length === 0 ? null : body, { status, headers });
  };
}
