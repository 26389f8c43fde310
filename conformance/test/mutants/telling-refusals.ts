import { type Exchange, jsonReply, type Reply } from "../corpus/exchange.ts";
import { behind } from "../corpus/layered.ts";
import { ListEndpoint } from "../corpus/list-endpoint.ts";
import type { Account, Entity } from "../corpus/memory-data.ts";
import type { Position } from "../corpus/page-token.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";

const said = (exchange: Exchange, name: string): string => String(exchange.headers[name] ?? "");

/** Adds a header to answers of one status. */
function headed(status: number, name: string, value: () => string): typeof ListEndpoint {
  return class extends ListEndpoint {
    override async handle(exchange: Exchange): Promise<Reply> {
      const reply = await super.handle(exchange);
      return reply.status === status ? { ...reply, headers: { ...reply.headers, [name]: value() } } : reply;
    }
  };
}

/** Knows, when it refuses, whether the entity is there all the same. */
abstract class Telling extends ListEndpoint {
  override async authorized(exchange: Exchange, account: Account, id: string): Promise<Reply> {
    const reply = await super.authorized(exchange, account, id);
    const entity = this.data.entities.get(id);
    return entity !== undefined && entity.accountId !== account.id && reply.status === 404
      ? this.foreign(reply, exchange, entity)
      : reply;
  }
  abstract foreign(reply: Reply, exchange: Exchange, entity: Entity): Reply;
}

const trace = "Error: malformed\n    at decode (/srv/app/token.js:10:5)\n    at list (/srv/app/list.js:44:11)";

const notAllowed = jsonReply(501, { message: "This is no method.", error_type: "api_error" }, { connection: "close" });

/** Refusals that tell more than they should, or that are none. */
export const tellingRefusalMutants: readonly Mutant[] = [
  mutant(
    "trace-in-a-header",
    ["errors.no-leaks"],
    "Debug mode is on: the exception stands in a header of every 400, with escapes as headers need them.",
    headed(400, "x-debug-exception", () => encodeURIComponent(trace)),
  ),
  mutant(
    "trace-in-a-header-with-blanks",
    ["errors.no-leaks"],
    "The same on 404, its lines in one.",
    headed(404, "x-debug-exception", () => trace.replaceAll("\n", " |")),
  ),
  mutant(
    "header-of-its-owner",
    ["errors.foreign-entity-hidden"],
    "A middleware names the region of the account that the entity belongs to, on 404 as well.",
    class extends Telling {
      foreign(reply: Reply): Reply {
        return { ...reply, headers: { ...reply.headers, "x-owner-region": "eu-1" } };
      }
    },
  ),
  mutant(
    "bad-token-tells-what-exists",
    ["errors.foreign-entity-hidden"],
    "A token is looked at once the entity was found, whichever account has it: a bad one is 400 there, and 404 where nothing is.",
    class extends ListEndpoint {
      override positionOf(
        values: readonly string[],
        entityId: string,
        exchange: Exchange,
      ): Position | undefined | "malformed" {
        return this.data.entities.has(entityId) ? super.positionOf(values, entityId, exchange) : undefined;
      }
    },
  ),
  mutant(
    "not-modified-before-the-owner-is-checked",
    { clauses: ["http.conditional"], killedBy: ["errors.foreign-entity-closed"] },
    "Whatever has a validator is 304 where the entity exists: the cache is asked before the account is.",
    class extends Telling {
      foreign(reply: Reply, exchange: Exchange): Reply {
        return said(exchange, "if-none-match") === "" ? reply : { status: 304, headers: {}, body: "" };
      }
    },
  ),
  mutant(
    "other-override-headers-list",
    ["http.other-methods"],
    "The framework's override middleware knows X-HTTP-Method and X-Method-Override, too: POST lists.",
    behind((exchange, inner) => {
      const override = said(exchange, "x-http-method") || said(exchange, "x-method-override");
      return inner(exchange.method === "POST" && override !== "" ? { ...exchange, method: override } : exchange);
    }),
  ),
  mutant(
    "chunks-are-the-next-request",
    { clauses: ["http.concurrent"], killedBy: ["http.concurrent"] },
    "The body of a refused request is skipped by its length, which one in chunks has not: the next request on the connection is what was left.",
    (() => {
      const unread = new WeakSet<object>();
      return behind(async (exchange, inner) => {
        if (unread.delete(exchange.connection)) return notAllowed;
        if (exchange.headers["transfer-encoding"] !== undefined) unread.add(exchange.connection);
        return inner(exchange);
      });
    })(),
  ),
];
