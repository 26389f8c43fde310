import * as zlib from "node:zlib";
import { READ_BODY_BYTES } from "./wire.ts";

const options = { maxOutputLength: READ_BODY_BYTES };

type Decode = (body: Uint8Array) => Uint8Array;

const decoders: ReadonlyMap<string, Decode> = new Map<string, Decode>([
  ["gzip", (body) => zlib.gunzipSync(body, options)],
  ["x-gzip", (body) => zlib.gunzipSync(body, options)],
  ["deflate", inflateEither],
  ["br", (body) => zlib.brotliDecompressSync(body, options)],
  ...zstd(),
]);

// Node has it from 22.15 on.
function zstd(): readonly (readonly [string, Decode])[] {
  return "zstdDecompressSync" in zlib ? [["zstd", (body) => zlib.zstdDecompressSync(body, options)]] : [];
}

/** True for a content coding that this Node can undo. */
export function canDecode(coding: string): boolean {
  return decoders.has(coding);
}

/** Nobody applies more than two; each takes time, however little it adds to the answer. */
const MAX_CODINGS = 3;

/**
 * Undoes `Content-Encoding` (RFC 9110 §8.4), the last coding first.
 *
 * @throws Error when a coding is unknown, there are more than three, or the body is not what it says
 */
export function decodeContent(body: Uint8Array, contentEncoding: string | undefined): Uint8Array {
  const named = (contentEncoding ?? "").split(",").map((coding) => coding.trim().toLowerCase());
  const codings = named.filter((name) => name !== "" && name !== "identity");
  if (codings.length > MAX_CODINGS)
    throw new Error(`it has ${codings.length} content codings; ${MAX_CODINGS} are undone at most`);
  let decoded = body;
  for (const coding of codings.reverse()) {
    const decode = decoders.get(coding);
    if (!decode) throw new Error(`content coding "${coding}" is unknown`);
    if (decoded.byteLength > 0) decoded = decode(decoded);
  }
  return decoded;
}

// RFC 9110 §8.4.1.2: some servers send the raw format without the zlib wrapper; its first byte tells.
function inflateEither(body: Uint8Array): Uint8Array {
  return ((body[0] ?? 0) & 0x0f) === 8 ? zlib.inflateSync(body, options) : zlib.inflateRawSync(body, options);
}
