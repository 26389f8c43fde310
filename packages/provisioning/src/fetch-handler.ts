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
      body: (maxBytes) => bodyOf(request, maxBytes),
    });
    return new Response(body === "" ? null : body, { status, headers });
  };
}

async function bodyOf({ body }: Request, maxBytes: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // A reader, as not every engine lets a stream be iterated.
  const reader = body?.getReader();
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    bytes += part.value.byteLength;
    if (bytes > maxBytes) {
      await reader?.cancel();
      return undefined;
    }
    chunks.push(part.value);
  }
  return joined(chunks, bytes);
}

function joined(chunks: readonly Uint8Array[], bytes: number): Uint8Array {
  const all = new Uint8Array(bytes);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.byteLength;
  }
  return all;
}
