import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from "node:zlib";
import { readBodyBytes } from "./wire.ts";

const options = { maxOutputLength: readBodyBytes };

const decoders: Readonly<Record<string, (body: Uint8Array) => Uint8Array>> = {
  gzip: (body) => gunzipSync(body, options),
  "x-gzip": (body) => gunzipSync(body, options),
  deflate: inflateEither,
  br: (body) => brotliDecompressSync(body, options),
  identity: (body) => body,
};

/**
 * Undoes `Content-Encoding` (RFC 9110 §8.4), the last coding first.
 *
 * @throws Error when a coding is unknown or the body is not what it says
 */
export function decodeContent(body: Uint8Array, contentEncoding: string | undefined): Uint8Array {
  const codings = (contentEncoding ?? "").split(",").map((coding) => coding.trim().toLowerCase());
  let decoded = body;
  for (const coding of codings.filter((name) => name !== "").reverse()) {
    const decode = decoders[coding];
    if (!decode) throw new Error(`content coding "${coding}" is unknown`);
    if (decoded.byteLength > 0) decoded = decode(decoded);
  }
  return decoded;
}

// RFC 9110 §8.4.1.2: some servers send the raw format without the zlib wrapper; its first byte tells.
function inflateEither(body: Uint8Array): Uint8Array {
  return ((body[0] ?? 0) & 0x0f) === 8 ? inflateSync(body, options) : inflateRawSync(body, options);
}
