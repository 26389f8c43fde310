import type { PlainRequest, PlainResponse } from "./plain-http.ts";

/**
 * Puts a handler on any server of WHATWG requests, and lets tests call it without a socket.
 *
 * @param handler what {@link createProvisioningHandler} gave
 */
export function toFetchHandler(
  handler: (request: PlainRequest) => Promise<PlainResponse>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const { pathname, search } = new URL(request.url);
    const { status, headers, body } = await handler({
      method: request.method,
      target: pathname + search,
      headers: Object.fromEntries(request.headers),
      body: new Uint8Array(await request.arrayBuffer()),
    });
    return new Response(body === "" ? null : body, { status, headers });
  };
}
