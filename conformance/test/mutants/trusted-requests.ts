import type { Exchange, Reply } from "../corpus/exchange.ts";
import { at, behind, type Layer, ownersKey, withHeaders } from "../corpus/layered.ts";
import { ListEndpoint } from "../corpus/list-endpoint.ts";
import { type Account, type Entity, MemoryData } from "../corpus/memory-data.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";

type Inner = (exchange: Exchange) => Promise<Reply>;

/** As the entity's owner. */
function trusted(exchange: Exchange, inner: Inner, data: MemoryData): Promise<Reply> {
  return inner(withHeaders(exchange, { authorization: ownersKey(data, exchange.path) }));
}

/** Lets requests in that some header makes trusted. */
function trustedBy(isTrusted: (exchange: Exchange) => boolean): Layer {
  return (exchange, inner, data) =>
    exchange.headers.authorization === undefined && isTrusted(exchange)
      ? trusted(exchange, inner, data)
      : inner(exchange);
}

const said = (exchange: Exchange, name: string): string => String(exchange.headers[name] ?? "");

/** Guards the path as it came, and routes what `routed` makes of it. */
function routedBehindTheGuard(routed: (exchange: Exchange) => string | undefined): Layer {
  return (exchange, inner, data) => {
    const path = routed(exchange);
    return path === undefined ? inner(exchange) : trusted(at(exchange, path), inner, data);
  };
}

/** Accounts go and leave something behind. */
class Leaving extends MemoryData {
  readonly left: Map<string, Account> = new Map();
  readonly sessionsOfLeft: Map<string, Entity> = new Map();
  override dropAccount(accountId: string): void {
    const account = this.accounts.get(accountId);
    if (account !== undefined) this.left.set(account.authorization, account);
    for (const [id, entity] of this.entities) if (entity.accountId === accountId) this.sessionsOfLeft.set(id, entity);
    super.dropAccount(accountId);
  }
}

/** Takes a text for the key of an account that is gone. */
function takenForAGoneKey(text: string): typeof ListEndpoint {
  return class extends ListEndpoint {
    override accountOf(key: string): Account | undefined {
      const isTaken = key === text && (this.data as Leaving).left.size > 0;
      return isTaken ? { id: "gone", authorization: text } : super.accountOf(key);
    }
  };
}

const leaving = { Data: Leaving };

/** Faults of what is believed of a request because of where it says that it comes from, or of what is no longer there. */
export const trustedRequestMutants: readonly Mutant[] = [
  mutant(
    "forwarded-from-this-machine",
    ["errors.key-everywhere"],
    "Requests of the machine itself need no key, and X-Forwarded-For says which are.",
    behind(trustedBy((exchange) => /(?:^|,)\s*(?:127\.0\.0\.1|::1)/.test(said(exchange, "x-forwarded-for")))),
  ),
  mutant(
    "named-as-this-machine",
    ["errors.key-everywhere"],
    "Requests to localhost need no key, for health checks and nightly jobs, and Host says which are: it is the client's to choose.",
    behind(trustedBy((exchange) => /^localhost(?::\d+)?$/i.test(said(exchange, "host")))),
  ),
  mutant(
    "checked-by-a-middleware-before",
    ["errors.key-everywhere"],
    "A request that a middleware has made itself is not checked again, and a header tells it: from outside, too.",
    behind(trustedBy((exchange) => said(exchange, "x-middleware-subrequest") !== "")),
  ),
  mutant(
    "logged-in-by-a-proxy",
    ["errors.key-everywhere"],
    "A single sign-on proxy says who is logged in, and nothing takes that header off requests that come past it.",
    behind(trustedBy((exchange) => said(exchange, "x-forwarded-user") !== "")),
  ),
  mutant(
    "path-from-a-header",
    ["errors.key-everywhere"],
    "The framework takes the path from X-Original-URL where there is one; the guard has looked at the other.",
    behind(routedBehindTheGuard((exchange) => said(exchange, "x-original-url").split("?")[0] || undefined)),
  ),
  mutant(
    "out-of-the-public-folder",
    ["errors.key-everywhere"],
    "What begins with /v1/public/ needs no key, and the router resolves the .. behind it.",
    behind(
      routedBehindTheGuard(({ path }) =>
        path.startsWith("/v1/public/../") ? path.replace("/public/..", "") : undefined,
      ),
    ),
  ),
  mutant(
    "backslash-is-a-slash",
    ["errors.key-everywhere"],
    "The router takes a backslash for a slash, the guard does not.",
    behind(routedBehindTheGuard(({ path }) => (/%5c/i.test(path) ? path.replace(/%5c/gi, "/") : undefined))),
  ),
  mutant(
    "null-is-a-gone-key",
    ["errors.key-first"],
    "A deleted account's key is null in its column, and the text null is compared with it.",
    takenForAGoneKey("null"),
    leaving,
  ),
  mutant(
    "undefined-is-a-gone-key",
    ["errors.key-first"],
    "A deleted account's key is undefined in the cache, and what is compared is String(key).",
    takenForAGoneKey("undefined"),
    leaving,
  ),
  mutant(
    "nothing-is-a-gone-key",
    { clauses: ["errors.key-required", "errors.key-exact"], killedBy: ["errors.key-required"] },
    "A deleted account's key is made blank, and so is a key that is missing.",
    takenForAGoneKey(""),
    leaving,
  ),
  mutant(
    "token-outlives-its-key",
    ["errors.key-revoked"],
    "A token says whose it is, so that the key is looked up on first pages only: behind a token one that was taken back still lists.",
    class extends ListEndpoint {
      override authenticate(exchange: Exchange): Account | undefined {
        const left = (this.data as Leaving).left.get(said(exchange, "authorization"));
        const isBehindAToken = /(?:^|&)page_token=[^&]/.test(exchange.query);
        return isBehindAToken && left !== undefined ? left : this.accountOf(said(exchange, "authorization"));
      }
      override entityOf(account: Account, id: string): Entity | undefined {
        const left = (this.data as Leaving).sessionsOfLeft.get(id);
        return left?.accountId === account.id ? left : super.entityOf(account, id, undefined);
      }
    },
    leaving,
  ),
];
