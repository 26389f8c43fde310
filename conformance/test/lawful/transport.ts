import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { type Exchange, jsonReply, type Reply } from "../corpus/exchange.ts";
import type { EndpointClass, ListQuery } from "../corpus/list-endpoint.ts";
import { type Difference, difference } from "./difference.ts";

/** Changes every answer on its way out. */
const replies =
  (change: (reply: Reply, exchange: Exchange) => Reply | Promise<Reply>) =>
  (Base: EndpointClass): EndpointClass =>
    class extends Base {
      override async handle(exchange: Exchange): Promise<Reply> {
        return change(await super.handle(exchange), exchange);
      }
    };

/** Adds or replaces headers of every answer. */
const headed = (headers: Readonly<Record<string, string>>): ((Base: EndpointClass) => EndpointClass) =>
  replies((reply) => ({ ...reply, headers: { ...reply.headers, ...headers } }));

/** Puts a request off now and then: each `nth` one, before anything is read of it. */
const busy =
  (nth: number, answer: () => Reply) =>
  (Base: EndpointClass): EndpointClass =>
    class extends Base {
      override async handle(exchange: Exchange): Promise<Reply> {
        const count = Number(this.data.shared.get("requests") ?? 0) + 1;
        this.data.shared.set("requests", count);
        return count % nth === 0 ? answer() : super.handle(exchange);
      }
    };

/** Makes tags in its own way. */
const tagged =
  (tag: (body: string | Uint8Array, query: ListQuery) => string | undefined) =>
  (Base: EndpointClass): EndpointClass =>
    class extends Base {
      override etagOf(body: string | Uint8Array, query: ListQuery): string | undefined {
        return tag(body, query);
      }
    };

const hash = (text: string | Uint8Array): string => createHash("sha256").update(text).digest("hex").slice(0, 20);

function limited(headers: Readonly<Record<string, string>>): Reply {
  return jsonReply(429, { message: "Too many requests.", error_type: "rate_limit_error" }, headers);
}

function zipped(reply: Reply, exchange: Exchange): Reply {
  const headers = { ...reply.headers, vary: "Accept-Encoding" };
  const isAccepted = /\bgzip\b(?!\s*;\s*q=0)/.test(String(exchange.headers["accept-encoding"] ?? ""));
  if (!isAccepted || reply.body.length === 0) return { ...reply, headers };
  return { ...reply, headers: { ...headers, "content-encoding": "gzip" }, body: gzipSync(reply.body) };
}

const canonical: Readonly<Record<string, string>> = {
  "content-type": "Content-Type",
  "cache-control": "CACHE-CONTROL",
  "www-authenticate": "WWW-Authenticate",
  etag: "ETag",
  allow: "ALLOW",
};

function recased(reply: Reply): Reply {
  const headers = Object.entries(reply.headers).map(([name, value]) => [canonical[name] ?? name, value]);
  return { ...reply, headers: Object.fromEntries(headers) };
}

function uncached(reply: Reply): Reply {
  const { "cache-control": _, ...headers } = reply.headers;
  return { ...reply, headers };
}

const unavailable: Reply = {
  status: 503,
  headers: { "content-type": "text/html" },
  body: "<h1>Service Unavailable</h1>",
};

/** Lawful differences of HTTP. */
export const transportDifferences: readonly Difference[] = [
  difference(
    "no-etag",
    [],
    "No ETag, and so no 304.",
    tagged(() => undefined),
  ),
  difference(
    "weak-etags",
    [],
    "Weak ETags, which 304 honours.",
    tagged((body) => `W/"${hash(body)}"`),
  ),
  difference(
    "weak-etags-by-second",
    [],
    "Weak tags that change only with the newest updated_at: a weak tag promises no equal body.",
    (Base) =>
      class extends tagged(({ length }, { entity, size, after }) => `W/"${entity.id}-${size}-${after?.id}-${length}"`)(
        Base,
      ) {
        override isUnchanged(): boolean {
          return false;
        }
      },
  ),
  difference(
    "etags-of-the-version",
    [],
    "Strong tags made of the entity's version, the size and the place: they change more often than the body.",
    tagged(
      (_body, { entity, size, after }) =>
        `"${hash([entity.id, entity.version, size, after?.createdAt, after?.id].join())}"`,
    ),
  ),
  difference(
    "etag-of-the-entity",
    [],
    "All pages and sizes of an entity have one strong tag, that of its version: RFC 9110 §8.8.1 scopes a tag to one resource, and a URL with another query is another one.",
    tagged((_body, { entity }) => `"${entity.id}-${entity.version}"`),
  ),
  difference(
    "etag-without-size",
    [],
    "The strong tag knows entity, version and position, not the size, which only another URL changes (RFC 9110 §8.8.3).",
    tagged((_body, { entity, after }) => {
      // What stands in a token need not be fit for a header.
      const position = encodeURIComponent(`${after?.createdAt} ${after?.id}`);
      return `"${entity.id}-${entity.version}-${position}"`;
    }),
  ),
  difference(
    "odd-etags",
    [],
    "Strong tags with characters such as `,`, `/` and `=`.",
    tagged((body) => `"v1=a,b/${hash(body)}=="`),
  ),
  difference(
    "chunked",
    [],
    "Bodies are chunked; HEAD has no Content-Length.",
    replies((reply) => ({ ...reply, chunked: true })),
  ),
  difference(
    "head-without-length",
    [],
    "An answer to HEAD has no Content-Length.",
    replies((reply, { method }) => (method === "HEAD" ? { ...reply, chunked: true } : reply)),
  ),
  difference("gzip", [], "Bodies are compressed for clients that accept gzip, with Vary.", replies(zipped)),
  difference("connection-closed", [], "Every answer closes its connection.", headed({ connection: "close" })),
  difference("header-names-in-capitals", [], "Header names come in other cases.", replies(recased)),
  difference("no-cache-control", [], "No Cache-Control at all.", replies(uncached)),
  difference(
    "privately-cached",
    [],
    "Cache-Control: private, with must-revalidate.",
    replies((reply) => ({
      ...reply,
      headers: { ...reply.headers, "cache-control": "private, max-age=0, must-revalidate" },
    })),
  ),
  difference(
    "further-headers",
    [],
    "Links, cookies, counts, CORS and rate limits in headers.",
    headed({
      link: '</v1/live_entities>; rel="up"',
      "set-cookie": "lb=a1; Path=/; HttpOnly",
      vary: "Authorization, Accept, Origin",
      "x-total-count": "12",
      "access-control-allow-origin": "*",
      "ratelimit-remaining": "99",
      "x-request-id": "r-1",
      "last-modified": "Thu, 01 Jan 1970 00:00:00 GMT",
    }),
  ),
  difference(
    "slow",
    [],
    "Each answer takes 15 ms.",
    replies(async (reply) => {
      await sleep(15);
      return reply;
    }),
  ),
  difference(
    "429-with-retry-after",
    [],
    "Each 83rd request is 429 with Retry-After: 1.",
    busy(83, () => limited({ "retry-after": "1" })),
  ),
  difference(
    "429-with-retry-at",
    [],
    "Each 83rd request is 429 with a date in Retry-After.",
    busy(83, () => limited({ "retry-after": new Date(Date.now() + 500).toUTCString() })),
  ),
  difference(
    "429-without-retry-after",
    [],
    "Each 41st request is 429 without Retry-After.",
    busy(41, () => limited({})),
  ),
  difference(
    "503-now-and-then",
    [],
    "Each 47th request is a balancer's 503 in HTML.",
    busy(47, () => unavailable),
  ),
  difference(
    "503-with-retry-after-0",
    [],
    "Each 29th request is 503 with Retry-After: 0.",
    busy(29, () => ({
      ...unavailable,
      headers: { ...unavailable.headers, "retry-after": "0" },
    })),
  ),
];
