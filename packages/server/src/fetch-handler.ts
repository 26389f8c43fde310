import type { EncodedResponse, PlainRequest } from "./plain-http.ts";
import { bodyOfFetch } from "./request-body.ts";

/**
 * Puts a handler on any server of WHATWG requests: Hono, Next route handlers, Deno, Bun, workers. Lets tests call it
 * without a socket, too.
 *
 * @param handler what `createLiveSessionsHandler` gave, or any other of plain requests
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
      body: (maxBytes) => bodyOfFetch(request, maxBytes),
    });
    // A null body: the constructor refuses even an empty one with 304.
    return new Response(body.length === 0 ? null : body, { status, headers });
  };
}
