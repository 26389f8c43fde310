import { type Exchange, jsonReply, type Reply } from "../corpus/exchange.ts";
import { ListEndpoint } from "../corpus/list-endpoint.ts";
import type { Account } from "../corpus/memory-data.ts";
import { parseJson } from "../corpus/page-token.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";

/** Has no answer to ids of one kind: 500, where other unknown ids are 404. */
function crashesOn(kind: RegExp, message: string): typeof ListEndpoint {
  return class extends ListEndpoint {
    override unknownEntity(id: string): Reply {
      if (kind.test(id)) throw new Error(message);
      return super.unknownEntity(id);
    }
  };
}

/** Changes every answer to HEAD. */
abstract class OtherHead extends ListEndpoint {
  override async handle(exchange: Exchange): Promise<Reply> {
    const reply = await super.handle(exchange);
    return exchange.method === "HEAD" ? this.headOf(reply) : reply;
  }
  abstract headOf(reply: Reply): Reply;
}

/** Faults that only one odd kind of request meets: an id, a method, a foreign entity asked for in a certain way. */
export const oddRequestMutants: readonly Mutant[] = [
  mutant(
    "id-with-nul-is-500",
    ["errors.unknown-entity"],
    "`%00` in the path reaches PostgreSQL, which has no such character; other malformed ids are 404.",
    crashesOn(/\0/, 'invalid byte sequence for encoding "UTF8": 0x00'),
  ),
  mutant(
    "id-with-emoji-is-500",
    ["errors.unknown-entity"],
    "The id column is ASCII: comparing it with anything else is an illegal mix of collations; other malformed ids are 404.",
    crashesOn(/[^\0-\x7f]/, "Illegal mix of collations"),
  ),
  mutant(
    "id-of-digits-is-500",
    ["errors.unknown-entity"],
    "An id of digits is bound as a number, and there is no operator for uuid = integer; other malformed ids are 404.",
    crashesOn(/^\d+$/, "operator does not exist: uuid = integer"),
  ),
  mutant(
    "head-ignores-the-query",
    ["http.head"],
    "HEAD is routed to a handler without parameters: whatever page is asked for, it answers for the first. Needs HEAD with a parameter that GET refuses.",
    class extends ListEndpoint {
      override async authorized(exchange: Exchange, account: Account, id: string): Promise<Reply> {
        return super.authorized(exchange.method === "HEAD" ? { ...exchange, query: "" } : exchange, account, id);
      }
    },
  ),
  mutant(
    "head-says-empty",
    ["http.head"],
    "The body is dropped before its length is taken: HEAD says Content-Length: 0 of a list that is not empty; all else is right.",
    class extends OtherHead {
      headOf(reply: Reply): Reply {
        return { ...reply, headers: { ...reply.headers, "content-length": "0" } };
      }
    },
  ),
  mutant(
    "head-without-type",
    ["http.head"],
    "The framework drops Content-Type where it sends no body.",
    class extends OtherHead {
      headOf(reply: Reply): Reply {
        const { "content-type": _, ...headers } = reply.headers;
        return { ...reply, headers };
      }
    },
  ),
  mutant(
    "head-of-any-account",
    ["http.head"],
    "The owner is checked where rows are sent, and HEAD sends none: another account's entity is 200. Needs HEAD of a foreign entity.",
    class extends ListEndpoint {
      override async authorized(exchange: Exchange, account: Account, id: string): Promise<Reply> {
        const owner = this.data.accounts.get(this.data.entities.get(id)?.accountId ?? "");
        return super.authorized(exchange, exchange.method === "HEAD" ? (owner ?? account) : account, id);
      }
    },
  ),
  mutant(
    "over-maximum-before-key",
    ["errors.key-first"],
    "A gateway's limit on page_size comes before the key: a client that asks for 101 gets 400. Needs a size over the maximum without a valid key.",
    class extends ListEndpoint {
      override async route(exchange: Exchange): Promise<Reply> {
        const isRead = exchange.method === "GET" || exchange.method === "HEAD";
        const size = Number(new URLSearchParams(exchange.query).get("page_size"));
        return isRead && size > 100 ? this.badRequest("At most 100 are listed at once.") : super.route(exchange);
      }
    },
  ),
  mutant(
    "foreign-entity-has-a-code",
    ["errors.foreign-entity-hidden"],
    "Both are 404 with the same message; one that exists has a further member, for the support desk. Needs the members compared.",
    class extends ListEndpoint {
      override unknownEntity(id: string): Reply {
        const reply = super.unknownEntity(id);
        if (!this.data.entities.has(id)) return reply;
        return jsonReply(404, { ...(parseJson(String(reply.body)) as object), code: "wrong_account" }, reply.headers);
      }
    },
  ),
  mutant(
    "foreign-entity-is-403-with-token",
    ["errors.foreign-entity-hidden"],
    "A token is checked against the account, by another layer: with one, a foreign entity is 403, without it 404. Needs a token of that entity.",
    class extends ListEndpoint {
      override async authorized(exchange: Exchange, account: Account, id: string): Promise<Reply> {
        const reply = await super.authorized(exchange, account, id);
        const hasToken = (new URLSearchParams(exchange.query).get("page_token") ?? "") !== "";
        const isForeign = reply.status === 404 && this.data.entities.has(id);
        return hasToken && isForeign ? this.error(403, "The page_token is not yours.") : reply;
      }
    },
  ),
  mutant(
    "allow-names-the-refused",
    ["http.method-not-allowed"],
    "Allow is generated from all handlers of the path, the one that refuses among them: 405, and the refused method is said to be allowed.",
    class extends ListEndpoint {
      override methodRefused({ method }: Exchange): Reply {
        return this.error(405, "This route is for GET and HEAD.", { allow: `GET, HEAD, ${method}` });
      }
    },
  ),
];
