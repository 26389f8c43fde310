import type { Exchange } from "../corpus/exchange.ts";
import { at, behind, type Layer, ownersKey, withHeaders } from "../corpus/layered.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";

/** Lets a request in, for the entity's owner, where its headers say that somebody in front has checked it. */
function believing(isBelieved: (exchange: Exchange) => boolean): Layer {
  return (exchange, inner, data) => {
    const isLetIn = exchange.headers.authorization === undefined && isBelieved(exchange);
    return inner(isLetIn ? withHeaders(exchange, { authorization: ownersKey(data, exchange.path) }) : exchange);
  };
}

/** Faults of servers that believe what only a proxy of their own may say. */
export const believedHeaderMutants: readonly Mutant[] = [
  mutant(
    "local-by-its-own-word",
    ["errors.key-everywhere"],
    "Requests from the same machine need no key, and where a request comes from is read from X-Forwarded-For, which anybody may send.",
    behind(believing(({ headers }) => /^\s*127\./.test(String(headers["x-forwarded-for"] ?? "")))),
  ),
  mutant(
    "consumer-by-its-own-word",
    ["errors.key-everywhere"],
    "The gateway puts X-Consumer-Username on what it has let in; the service behind is reached without the gateway, and believes it.",
    behind(believing(({ headers }) => headers["x-consumer-username"] !== undefined)),
  ),
  mutant(
    "middleware-of-itself",
    ["errors.key-everywhere"],
    "A request that names itself a subrequest of the middleware, five levels deep, is not put through it again: the key is never looked at.",
    behind(believing(({ headers }) => String(headers["x-middleware-subrequest"] ?? "").split(":").length >= 5)),
  ),
  mutant(
    "path-renamed-behind-the-guard",
    ["errors.key-everywhere"],
    "The framework takes the path from X-Original-URL, as behind IIS; the guard has looked at the request line.",
    behind((exchange, inner, data) => {
      const original = exchange.headers["x-original-url"];
      if (typeof original !== "string" || exchange.path.startsWith("/v1/")) return inner(exchange);
      const path = original.slice(Math.max(0, original.indexOf("/v1/")));
      return inner(withHeaders(at(exchange, path), { authorization: ownersKey(data, path) }));
    }),
  ),
];
