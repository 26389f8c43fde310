import type { IncomingMessage } from "node:http";

/**
 * Reads a request's body, once. A handler that reads it after it has judged the key holds no bytes of a stranger.
 *
 * @param maxBytes that it may have
 * @returns undefined for a larger one, of which no more was read
 */
export type BodyReader = (maxBytes: number) => Promise<Uint8Array | undefined>;

/** Reads the body of a WHATWG request. */
export async function bodyOfFetch({ body }: Request, maxBytes: number): Promise<Uint8Array | undefined> {
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

/** Reads the body of a request of `node:http`. */
export async function bodyOfNode(request: IncomingMessage, maxBytes: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const stream: AsyncIterable<Uint8Array> = request.iterator({ destroyOnReturn: false });
  for await (const chunk of stream) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) return undefined;
    chunks.push(chunk);
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
