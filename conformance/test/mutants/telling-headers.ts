import { gzipSync } from "node:zlib";
import type { Reply } from "../corpus/exchange.ts";
import { behind } from "../corpus/layered.ts";
import { ListEndpoint } from "../corpus/list-endpoint.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";

function headed(reply: Reply, headers: Readonly<Record<string, string>>): Reply {
  return { ...reply, headers: { ...reply.headers, ...headers } };
}

/** Faults that stand in the head of an answer alone: what tells, what leaks, what is kept, and what nobody asked for. */
export const tellingHeaderMutants: readonly Mutant[] = [
  mutant(
    "foreign-404-names-the-shard",
    ["errors.foreign-entity-hidden"],
    "The row is loaded, with X-Shard set from it, before the owner is looked at: another account's 404 has the header, an unknown one's has not.",
    class extends ListEndpoint {
      override unknownEntity(id: string): Reply {
        const reply = super.unknownEntity(id);
        return this.data.entities.has(id) ? headed(reply, { "x-shard": "eu-1" }) : reply;
      }
    },
  ),
  mutant(
    "unknown-404-is-marked",
    ["errors.foreign-entity-hidden"],
    "A filter of known ids answers for those it has never seen and says so by X-Filter: miss, which an entity that exists never gets.",
    class extends ListEndpoint {
      override unknownEntity(id: string): Reply {
        const reply = super.unknownEntity(id);
        return this.data.entities.has(id) ? reply : headed(reply, { "x-filter": "miss" });
      }
    },
  ),
  mutant(
    "token-is-checked-by-its-entity",
    ["errors.foreign-entity-hidden"],
    "A token is checked against the entity that it was sent for, no matter who owns that: 400 where there is one, 404 where there is none.",
    class extends ListEndpoint {
      override authorized(...args: Parameters<ListEndpoint["authorized"]>): Promise<Reply> {
        const [, , id] = args;
        return this.data.entities.has(id) || id === ""
          ? super.authorized(...args)
          : Promise.resolve(this.unknownEntity(id));
      }
    },
  ),
  mutant(
    "stack-in-a-header",
    ["errors.no-leaks"],
    "The debug listener is on in production: each 400 has the exception's stack in X-Debug-Exception, percent-encoded as headers want it.",
    class extends ListEndpoint {
      override badRequest(message: string): Reply {
        const stack = new SyntaxError("Unexpected token").stack ?? "";
        return headed(super.badRequest(message), { "x-debug-exception": encodeURIComponent(stack) });
      }
    },
  ),
  mutant(
    "traceback-in-a-header",
    ["errors.no-leaks"],
    "A 404 says where it was raised, in X-Raised-At: a Python traceback with its line ends as %0A.",
    class extends ListEndpoint {
      override unknownEntity(id: string): Reply {
        const trace = 'Traceback (most recent call last):\n  File "/srv/app/views.py", line 41, in list_live_sessions';
        return headed(super.unknownEntity(id), { "x-raised-at": encodeURIComponent(trace) });
      }
    },
  ),
  mutant(
    "not-modified-is-public",
    ["http.not-publicly-cached"],
    "The CDN's rule adds Cache-Control by status, and 304 is taken for a static file's: public, s-maxage=60 freshens the page that is kept (RFC 9111 §4.3.4).",
    class extends ListEndpoint {
      override notModified(reply: Reply): Reply {
        return headed(super.notModified(reply), { "cache-control": "public, s-maxage=60" });
      }
    },
  ),
  mutant(
    "identity-is-compressed",
    ["representation.media-type"],
    "Pages are compressed unless the client asks for something else that the encoder has: identity is not in its table.",
    behind(async (exchange, inner) => {
      const reply = await inner(exchange);
      const isUnheardOf = exchange.headers["accept-encoding"]?.trim() === "identity";
      if (!isUnheardOf || reply.status !== 200) return reply;
      return { ...headed(reply, { "content-encoding": "gzip" }), body: gzipSync(Buffer.from(reply.body)) };
    }),
  ),
  mutant(
    "range-is-a-whole-page",
    ["representation.media-type"],
    "A range is cut out of the body, and the status stays 200: a client that asks for the first hundred bytes takes them for the page.",
    behind(async (exchange, inner) => {
      const reply = await inner(exchange);
      const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(exchange.headers.range ?? "") ?? [];
      if (from === undefined || to === undefined || reply.status !== 200) return reply;
      return { ...reply, body: Buffer.from(reply.body).subarray(Number(from), Number(to) + 1) };
    }),
  ),
  mutant(
    "owner-s-tag-is-304-for-all",
    ["errors.foreign-entity-closed"],
    "The edge answers If-None-Match from what it keeps by URL: a tag of another account's page is 304 for anyone who sends it.",
    (() => {
      const tags = new Map<string, string>();
      return behind(async (exchange, inner) => {
        const reply = await inner(exchange);
        const { etag } = reply.headers;
        if (reply.status === 200 && etag !== undefined) tags.set(exchange.target, etag);
        const isKept = reply.status === 404 && exchange.headers["if-none-match"] === tags.get(exchange.target);
        return isKept && tags.has(exchange.target) ? { status: 304, headers: {}, body: "" } : reply;
      });
    })(),
  ),
];
