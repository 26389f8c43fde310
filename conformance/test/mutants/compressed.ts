import { brotliCompressSync, gzipSync, zstdCompressSync } from "node:zlib";
import type { Exchange, Reply } from "../corpus/exchange.ts";
import { behind, type Layer, withHeaders } from "../corpus/layered.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";

const bytesOf = (reply: Reply): Buffer => Buffer.from(reply.body);

const accepts = ({ headers }: Exchange, coding: string): boolean =>
  new RegExp(`\\b${coding}\\b(?!\\s*;\\s*q=0(?:\\.0*)?(?:,|$))`).test(String(headers["accept-encoding"] ?? ""));

function coded(reply: Reply, coding: string, body: Uint8Array): Reply {
  const { "content-length": _, ...headers } = reply.headers;
  return { ...reply, headers: { ...headers, "content-encoding": coding, vary: "accept-encoding" }, body };
}

/** A compressing middleware in front: pages alone, where `wants` says so. */
function compressing(
  wants: (exchange: Exchange) => boolean,
  compress: (reply: Reply, exchange: Exchange, shared: Map<string, unknown>) => Reply,
): Layer {
  return async (exchange, inner, data) => {
    const reply = await inner(exchange);
    const isPage = reply.status === 200 && reply.body.length > 0;
    return isPage && wants(exchange) ? compress(reply, exchange, data.shared) : reply;
  };
}

const gzipWanted = (exchange: Exchange): boolean => accepts(exchange, "gzip");

/** Compression that goes wrong, which no client sees that asks for none, and every browser does. */
export const compressedMutants: readonly Mutant[] = [
  mutant(
    "gzip-for-everybody",
    ["representation.media-type"],
    "The file cache holds compressed bodies, and sends them to every client, also where gzip was not asked for.",
    behind(
      compressing(
        ({ headers }) => headers["accept-encoding"] !== undefined,
        (reply) => coded(reply, "gzip", gzipSync(bytesOf(reply))),
      ),
    ),
  ),
  mutant(
    "gzip-cut-to-the-plain-length",
    ["representation.media-type"],
    "The middleware hands on the length of the uncompressed body where that is smaller, and of long ones a part: the last bytes are lost.",
    behind(
      compressing(gzipWanted, (reply) => {
        const zipped = gzipSync(bytesOf(reply));
        return coded(reply, "gzip", zipped.subarray(0, zipped.length - 6));
      }),
    ),
  ),
  mutant(
    "flushed-without-an-end",
    ["representation.media-type"],
    "The stream is flushed and never finished: the last block of the body stays in the compressor's buffer.",
    behind(
      compressing(gzipWanted, (reply) => {
        const half = bytesOf(reply).subarray(0, Math.floor(reply.body.length * 0.7));
        return coded(reply, "gzip", gzipSync(half));
      }),
    ),
  ),
  mutant(
    "first-buffer-of-the-compressor",
    { clauses: ["representation.media-type"], killedBy: ["pagination.exactly-once"] },
    "The compressor hands out its bytes in buffers of 16 KB, and the adapter sends the first one: pages are cut that are longer than that compressed.",
    behind(compressing(gzipWanted, (reply) => coded(reply, "gzip", gzipSync(bytesOf(reply)).subarray(0, 16_384)))),
  ),
  mutant(
    "sixty-four-kilobytes-of-input",
    ["representation.media-type"],
    "The compressor is fed from a buffer of 64 KB that is filled once: what is longer ends there, and decodes.",
    behind(compressing(gzipWanted, (reply) => coded(reply, "gzip", gzipSync(bytesOf(reply).subarray(0, 65_536))))),
  ),
  mutant(
    "compressed-twice",
    ["representation.media-type"],
    "The application compresses, and the proxy in front compresses again; one Content-Encoding stands for both.",
    behind(compressing(gzipWanted, (reply) => coded(reply, "gzip", gzipSync(gzipSync(bytesOf(reply)))))),
  ),
  mutant(
    "gzip-bytes-without-saying-so",
    ["representation.media-type"],
    "The CDN stores what the origin compressed and loses Content-Encoding on the way.",
    behind(compressing(gzipWanted, (reply) => ({ ...reply, body: gzipSync(bytesOf(reply)) }))),
  ),
  mutant(
    "brotli-said-to-be-gzip",
    ["representation.media-type"],
    "A client that accepts br gets br, and the header is the first coding of the request's list.",
    behind(
      compressing(
        (exchange) => accepts(exchange, "br"),
        (reply, exchange) => {
          const [first = "br"] = String(exchange.headers["accept-encoding"]).split(/[,;]/);
          return coded(reply, first.trim() === "br" ? "gzip" : first.trim(), brotliCompressSync(bytesOf(reply)));
        },
      ),
    ),
  ),
  mutant(
    "zstd-for-every-list-of-codings",
    ["representation.media-type"],
    "A new proxy prefers zstd, and finds it in any header that is not empty: a coding that was not asked for.",
    behind(
      compressing(
        (exchange) => accepts(exchange, "gzip") && !accepts(exchange, "zstd"),
        (reply) => coded(reply, "zstd", zstdCompressSync(bytesOf(reply))),
      ),
    ),
  ),
  mutant(
    "refused-coding-all-the-same",
    ["representation.media-type"],
    "Qualities are not read: gzip;q=0 is the word gzip, and gets it.",
    behind(
      compressing(
        ({ headers }) => /gzip/.test(String(headers["accept-encoding"])),
        (reply) => coded(reply, "gzip", gzipSync(bytesOf(reply))),
      ),
    ),
  ),
  mutant(
    "compressed-pages-kept-by-path",
    ["pagination.exactly-once", "representation.media-type"],
    "Compressed bodies are kept by path, without the query: compressed, every page is the first one. Needs a walk that asks for gzip.",
    behind(
      compressing(gzipWanted, (reply, exchange, shared) => {
        const name = `zipped ${exchange.path} ${exchange.headers.authorization ?? ""}`;
        const kept = (shared.get(name) as Uint8Array | undefined) ?? gzipSync(bytesOf(reply));
        shared.set(name, kept);
        return coded(reply, "gzip", kept);
      }),
    ),
  ),
  mutant(
    "coding-is-part-of-the-tag",
    ["http.conditional"],
    "The compressing module writes -gzip into the tag on the way out, and does not take it off on the way in, as Apache's did for years: compressed, 304 never comes.",
    behind(async (exchange, inner) => {
      const reply = await inner(exchange);
      const { etag } = reply.headers;
      if (reply.status !== 200 || etag === undefined || !gzipWanted(exchange)) return reply;
      const zipped = coded(reply, "gzip", gzipSync(bytesOf(reply)));
      return { ...zipped, headers: { ...zipped.headers, etag: `${etag.slice(0, -1)}-gzip"` } };
    }),
  ),
  mutant(
    "compressed-page-is-always-unchanged",
    ["http.conditional"],
    "Where compression is asked for, the module answers If-None-Match itself, by whether there is one.",
    behind(async (exchange, inner) => {
      const given = exchange.headers["if-none-match"];
      if (given === undefined || !gzipWanted(exchange)) return inner(exchange);
      const reply = await inner(withHeaders(exchange, { "if-none-match": undefined }));
      const etag = reply.headers["etag"] ?? given;
      return reply.status === 200 ? { status: 304, headers: { etag, "cache-control": "no-store" }, body: "" } : reply;
    }),
  ),
];
