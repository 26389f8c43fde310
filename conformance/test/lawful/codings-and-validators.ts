import { createHash } from "node:crypto";
import { once } from "node:events";
import { brotliCompressSync, createGzip, deflateSync, gzipSync } from "node:zlib";
import type { Exchange, Reply } from "../corpus/exchange.ts";
import { behind, type Layer } from "../corpus/layered.ts";
import type { EndpointClass, ListQuery, Page } from "../corpus/list-endpoint.ts";
import { type Difference, difference } from "./difference.ts";

const layered =
  (layer: Layer) =>
  (Base: EndpointClass): EndpointClass =>
    behind(layer, Base);

/** The quality of a coding in Accept-Encoding; undefined where it is not named. */
function qualityOf(exchange: Exchange, coding: string): number | undefined {
  const ranges = String(exchange.headers["accept-encoding"] ?? "").split(",");
  const range = ranges.find((each) => each.split(";")[0]?.trim().toLowerCase() === coding);
  return range === undefined ? undefined : Number(/;\s*q=([\d.]+)/.exec(range)?.[1] ?? 1);
}

const isAsked = (exchange: Exchange, coding: string): boolean => (qualityOf(exchange, coding) ?? 0) > 0;

const compressors: readonly (readonly [coding: string, compress: (bytes: Uint8Array) => Uint8Array])[] = [
  ["br", brotliCompressSync],
  ["gzip", gzipSync],
  ["deflate", deflateSync],
];

function coded(reply: Reply, coding: string, body: Uint8Array): Reply {
  return { ...reply, headers: { ...reply.headers, "content-encoding": coding, vary: "Accept-Encoding" }, body };
}

const negotiated: Layer = async (exchange, inner) => {
  const reply = await inner(exchange);
  const found = compressors.find(([coding]) => isAsked(exchange, coding));
  if (found === undefined || reply.body.length === 0 || exchange.method === "HEAD") return reply;
  const [coding, compress] = found;
  return coded(reply, coding, compress(Buffer.from(reply.body)));
};

const hash = (body: string | Uint8Array): string => createHash("sha256").update(body).digest("hex").slice(0, 24);

/** A tag for each coding, taken apart again when it comes back. */
const tagPerCoding: Layer = async (exchange, inner) => {
  const given = exchange.headers["if-none-match"];
  const bare = given?.replace(/;gzip"/g, '"');
  const headers = { ...exchange.headers, ...(bare === undefined ? {} : { "if-none-match": bare }) };
  const reply = await inner({ ...exchange, headers });
  const { etag } = reply.headers;
  if (!isAsked(exchange, "gzip") || etag === undefined) return reply;
  const tagged = { ...reply, headers: { ...reply.headers, etag: `${etag.slice(0, -1)};gzip"` } };
  return reply.body.length === 0 || exchange.method === "HEAD"
    ? tagged
    : coded(tagged, "gzip", gzipSync(Buffer.from(reply.body)));
};

async function inFlushedBlocks(bytes: Buffer): Promise<Uint8Array> {
  const compressor = createGzip();
  const blocks: Buffer[] = [];
  compressor.on("data", (block: Buffer) => blocks.push(block));
  for (let at = 0; at < bytes.length; at += 8192) {
    compressor.write(bytes.subarray(at, at + 8192));
    await new Promise<void>((resolve) => compressor.flush(resolve));
  }
  const ended = once(compressor, "end");
  compressor.end();
  await ended;
  return Buffer.concat(blocks);
}

const httpDate = (milliseconds: number): string => new Date(milliseconds).toUTCString();

/** Keeps when each state of an entity was first seen, and says so a second later, when nothing can change in that second any more. */
const dated = (Base: EndpointClass): EndpointClass =>
  class extends Base {
    lastModified({ entity }: ListQuery): number | undefined {
      const name = `seen ${entity.id} ${entity.version}`;
      const seen = Number(this.data.shared.get(name) ?? Date.now());
      this.data.shared.set(name, seen);
      return Date.now() - seen > 2000 ? seen : undefined;
    }
    override success(body: string | Uint8Array, query: ListQuery, page: Page): Reply {
      const reply = super.success(body, query, page);
      const at = this.lastModified(query);
      return at === undefined
        ? reply
        : { ...reply, headers: { ...reply.headers, "last-modified": httpDate(at + 1000) } };
    }
    override isUnchanged(exchange: Exchange, reply: Reply): boolean {
      const since = Date.parse(exchange.headers["if-modified-since"] ?? "");
      const at = Date.parse(reply.headers["last-modified"] ?? "");
      return exchange.headers["if-none-match"] === undefined ? at <= since : super.isUnchanged(exchange, reply);
    }
  };

/** Lawful differences of codings and validators. */
export const codingAndValidatorDifferences: readonly Difference[] = [
  difference(
    "brotli-gzip-and-deflate",
    [],
    "br, gzip or deflate, whichever is accepted; HEAD has none.",
    layered(negotiated),
  ),
  difference(
    "identity-refused-is-406",
    [],
    "Where identity;q=0 leaves nothing that the server has, it says 406 (RFC 9110 §12.5.3).",
    layered((exchange, inner) =>
      qualityOf(exchange, "identity") === 0
        ? {
            status: 406,
            headers: { "content-type": "application/json", "cache-control": "no-store" },
            body: JSON.stringify({ message: "Only identity is served.", error_type: "invalid_request_error" }),
          }
        : inner(exchange),
    ),
  ),
  difference(
    "gzip-in-two-members",
    [],
    "The gzip stream has two members (RFC 1952 §2.2), as servers make it that join what they kept.",
    layered(async (exchange, inner) => {
      const reply = await inner(exchange);
      if (!isAsked(exchange, "gzip") || reply.status !== 200 || reply.body.length === 0) return reply;
      const bytes = Buffer.from(reply.body);
      const middle = Math.floor(bytes.length / 2);
      return coded(
        reply,
        "gzip",
        Buffer.concat([gzipSync(bytes.subarray(0, middle)), gzipSync(bytes.subarray(middle))]),
      );
    }),
  ),
  difference(
    "gzip-in-flushed-blocks",
    [],
    "The compressor is fed 8 KB at a time and flushed each time, as servers do that send while they write; the end comes last.",
    layered(async (exchange, inner) => {
      const reply = await inner(exchange);
      if (!isAsked(exchange, "gzip") || reply.status !== 200 || reply.body.length === 0) return reply;
      return coded(reply, "gzip", await inFlushedBlocks(Buffer.from(reply.body)));
    }),
  ),
  difference(
    "tag-for-each-coding",
    [],
    "Compressed pages have a tag of their own, which is known again.",
    layered(tagPerCoding),
  ),
  difference(
    "weak-tags-when-compressed",
    [],
    "The compressing proxy makes tags weak, as nginx does; 304 comes by weak comparison.",
    layered(async (exchange, inner) => {
      const reply = await inner(exchange);
      const { etag } = reply.headers;
      if (!isAsked(exchange, "gzip") || reply.status !== 200 || etag === undefined) return reply;
      const weak = { ...reply, headers: { ...reply.headers, etag: `W/${etag}` } };
      return reply.body.length === 0 ? weak : coded(weak, "gzip", gzipSync(Buffer.from(reply.body)));
    }),
  ),
  difference(
    "last-modified-once-it-is-sure",
    [],
    "Last-Modified comes when the state is two seconds old, so that no two states share a date; If-Modified-Since is honoured without a tag next to it.",
    dated,
  ),
  difference(
    "star-is-any-page",
    [],
    "If-None-Match: * is 304 wherever there is a page (RFC 9110 §13.1.2).",
    (Base) =>
      class extends Base {
        override isUnchanged(exchange: Exchange, reply: Reply): boolean {
          return exchange.headers["if-none-match"]?.trim() === "*" || super.isUnchanged(exchange, reply);
        }
      },
  ),
  difference(
    "dates-and-tags-not-looked-at",
    [],
    "No validator is sent, and none that is sent to it is looked at.",
    (Base) =>
      class extends Base {
        override etagOf(): string | undefined {
          return undefined;
        }
        override isUnchanged(): boolean {
          return false;
        }
      },
  ),
  difference(
    "tags-with-every-character",
    [],
    "Strong tags hold all that a tag may: commas, backslashes, W/ and letters above ASCII.",
    (Base) =>
      class extends Base {
        override etagOf(body: string | Uint8Array): string {
          return `"W/,\\\u00e9\u00ff,${hash(body)}"`;
        }
        override isUnchanged(exchange: Exchange, reply: Reply): boolean {
          const tags: readonly string[] = exchange.headers["if-none-match"]?.match(/"[^"]*"/g) ?? [];
          return tags.includes(reply.headers["etag"] ?? "none");
        }
      },
  ),
  difference(
    "vary-and-private-everywhere",
    [],
    "Vary, private and CDN-Cache-Control: no-store on every answer, refusals too.",
    layered(async (exchange, inner) => {
      const reply = await inner(exchange);
      const headers = {
        vary: "Authorization, Accept-Encoding",
        "cache-control": "private, max-age=0",
        "cdn-cache-control": "no-store",
      };
      return { ...reply, headers: { ...reply.headers, ...headers } };
    }),
  ),
];

/** Lawful differences of times that the server sets itself. */
export const ownTimeDifferences: readonly Difference[] = [
  difference(
    "own-times-in-microseconds",
    ["representation.utc-whole-seconds"],
    "What the server stamps itself has microseconds, which the list shows and its provisioner does not tell; the cursor has them too.",
    (Base) =>
      class extends Base {
        override timestamp(seconds: number): string {
          const whole = super.timestamp(Math.floor(seconds));
          const rest = Math.round((seconds - Math.floor(seconds)) * 1_000_000);
          return rest === 0 ? whole : whole.replace("Z", `.${String(rest).padStart(6, "0").slice(0, 6)}Z`);
        }
        override decode(
          ...args: Parameters<InstanceType<EndpointClass>["decode"]>
        ): ReturnType<InstanceType<EndpointClass>["decode"]> {
          return decodedMicroseconds(args[0], args[1]);
        }
      },
    { now: () => Math.round(performance.timeOrigin * 1000 + performance.now() * 1000) / 1_000_000 },
  ),
  difference(
    "own-times-hidden-behind-whole-seconds",
    [],
    "The same, with whole seconds shown: sessions of one second keep the order of their microseconds.",
    (Base) =>
      class extends Base {
        override timestamp(seconds: number): string {
          return super.timestamp(Math.floor(seconds));
        }
        override decode(
          ...args: Parameters<InstanceType<EndpointClass>["decode"]>
        ): ReturnType<InstanceType<EndpointClass>["decode"]> {
          return decodedMicroseconds(args[0], args[1]);
        }
      },
    { now: () => Math.round(performance.timeOrigin * 1000 + performance.now() * 1000) / 1_000_000 },
  ),
  difference("clock-a-minute-ahead", [], "The server's clock is a minute ahead of everybody else's.", (Base) => Base, {
    now: () => Math.floor(Date.now() / 1000) + 60,
  }),
];

function decodedMicroseconds(token: string, entityId: string): ReturnType<InstanceType<EndpointClass>["decode"]> {
  const bytes = Buffer.from(token, "base64url");
  if (bytes.toString("base64url") !== token) return undefined;
  try {
    const parts: unknown = JSON.parse(bytes.toString());
    if (!Array.isArray(parts) || parts[0] !== entityId || typeof parts[1] !== "number" || typeof parts[2] !== "string")
      return undefined;
    return { createdAt: parts[1], id: parts[2] };
  } catch {
    return undefined;
  }
}
