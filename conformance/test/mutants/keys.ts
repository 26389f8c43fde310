import { type Exchange, parameterValues, type Reply } from "../corpus/exchange.ts";
import { ListEndpoint } from "../corpus/list-endpoint.ts";
import type { Account } from "../corpus/memory-data.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";

/** Compares keys in its own way. */
abstract class KeyComparison extends ListEndpoint {
  override accountOf(key: string): Account | undefined {
    return [...this.data.accounts.values()].find(({ authorization }) => this.isSame(key, authorization));
  }
  abstract isSame(given: string, stored: string): boolean;
}

const keyOf = (exchange: Exchange): string => exchange.headers.authorization ?? "";

/** Faults in how the key is read, and when. */
export const keyMutants: readonly Mutant[] = [
  mutant(
    "no-key-is-anonymous",
    { clauses: ["errors.key-required", "errors.key-first"], killedBy: ["errors.key-required"] },
    "Authentication is optional: without a header the entity's owner is taken for granted. A wrong key is 401.",
    class extends ListEndpoint {
      override authenticate(exchange: Exchange): Account | undefined {
        if (exchange.headers.authorization !== undefined) return this.accountOf(keyOf(exchange));
        const entity = this.data.entities.get(this.entityIdIn(exchange.path) ?? "");
        return this.data.accounts.get(entity?.accountId ?? "");
      }
    },
  ),
  mutant(
    "tokens-need-no-key",
    { clauses: ["errors.key-required", "errors.foreign-entity-closed"], killedBy: ["errors.key-first"] },
    "A URL with a page token is taken for a signed one: no key is asked for. Needs a token, sent without a key.",
    class extends ListEndpoint {
      override authenticate(exchange: Exchange): Account | undefined {
        const id = this.entityIdIn(exchange.path) ?? "";
        const position = this.positionOf(parameterValues(exchange, "page_token"), id, exchange);
        const isSigned = position !== undefined && position !== "malformed" && keyOf(exchange) === "";
        const owner = this.data.accounts.get(this.data.entities.get(id)?.accountId ?? "");
        return isSigned ? owner : this.accountOf(keyOf(exchange));
      }
    },
  ),
  mutant(
    "head-needs-no-key",
    ["errors.key-required"],
    "The guard is on GET alone: HEAD without a key is 200, and tells that the entity exists.",
    class extends ListEndpoint {
      override authenticate(exchange: Exchange): Account | undefined {
        const entity = this.data.entities.get(this.entityIdIn(exchange.path) ?? "");
        const owner = this.data.accounts.get(entity?.accountId ?? "");
        return exchange.method === "HEAD" ? owner : this.accountOf(keyOf(exchange));
      }
    },
  ),
  mutant(
    "missing-key-is-403",
    ["errors.key-required"],
    "No key is 403, a wrong one 401, as in DRF without an authenticate header.",
    class extends ListEndpoint {
      override unauthorized(exchange: Exchange): Reply {
        return keyOf(exchange) === "" ? this.error(403, "No credentials were given.") : super.unauthorized(exchange);
      }
    },
  ),
  mutant(
    "missing-key-is-400",
    ["errors.key-required"],
    "The header is a required parameter of the framework: without it 400.",
    class extends ListEndpoint {
      override unauthorized(exchange: Exchange): Reply {
        return keyOf(exchange) === "" ? this.badRequest("authorization is required.") : super.unauthorized(exchange);
      }
    },
  ),
  mutant(
    "missing-key-is-500",
    ["errors.key-required"],
    "undefined.split, and nobody catches it.",
    class extends ListEndpoint {
      override unauthorized(exchange: Exchange): Reply {
        if (exchange.headers.authorization === undefined) throw new TypeError("undefined.split");
        return super.unauthorized(exchange);
      }
    },
  ),
  mutant(
    "wrong-key-is-403",
    ["errors.key-exact"],
    "No key is 401, a wrong one is 403.",
    class extends ListEndpoint {
      override unauthorized(exchange: Exchange): Reply {
        return keyOf(exchange) === "" ? super.unauthorized(exchange) : this.error(403, "The key is not valid.");
      }
    },
  ),
  mutant(
    "malformed-key-is-400",
    ["errors.key-exact"],
    "A key of another form than uap-… is 400; one of the right form 401. Needs a key that is cut or in capitals.",
    class extends ListEndpoint {
      override unauthorized(exchange: Exchange): Reply {
        const isFormed = keyOf(exchange) === "" || /^uap-[0-9a-f]{32}-[0-9a-f]{8}$/.test(keyOf(exchange));
        return isFormed ? super.unauthorized(exchange) : this.badRequest("The key is malformed.");
      }
    },
  ),
  mutant(
    "key-prefix-accepted",
    ["errors.key-exact"],
    "stored.startsWith(given), from eight characters on: a cut key passes.",
    class extends KeyComparison {
      isSame(given: string, stored: string): boolean {
        return given.length >= 8 && stored.startsWith(given);
      }
    },
  ),
  mutant(
    "longer-key-accepted",
    ["errors.key-exact"],
    "strncmp over the stored key's length: anything may follow.",
    class extends KeyComparison {
      isSame(given: string, stored: string): boolean {
        return given.startsWith(stored);
      }
    },
  ),
  mutant(
    "key-without-case",
    ["errors.key-exact"],
    "The column's collation ignores case, as MySQL's default does.",
    class extends KeyComparison {
      isSame(given: string, stored: string): boolean {
        return given.toLowerCase() === stored;
      }
    },
  ),
  mutant(
    "key-id-only",
    ["errors.key-exact"],
    "The part before the last hyphen finds the account; the secret behind it is never compared. Needs a key whose last character is another.",
    class extends KeyComparison {
      isSame(given: string, stored: string): boolean {
        return given.length === stored.length && given.slice(0, -8) === stored.slice(0, -8);
      }
    },
  ),
  mutant(
    "key-secret-only",
    ["errors.key-exact"],
    "Only the last eight digits are compared. Needs a key with one other digit near its start.",
    class extends KeyComparison {
      isSame(given: string, stored: string): boolean {
        return given.length === stored.length && given.slice(-8) === stored.slice(-8);
      }
    },
  ),
  mutant(
    "connection-stays-authenticated",
    ["errors.key-exact", "errors.key-required"],
    "The account is kept on the connection, as with NTLM: later requests on it need no valid key. Needs a wrong key on a connection that carried a right one.",
    class extends ListEndpoint {
      readonly known: WeakMap<object, Account> = new WeakMap();
      override authenticate(exchange: Exchange): Account | undefined {
        const account = this.accountOf(keyOf(exchange)) ?? this.known.get(exchange.connection);
        if (account !== undefined) this.known.set(exchange.connection, account);
        return account;
      }
    },
  ),
  mutant(
    "connection-keeps-its-first-account",
    {
      clauses: ["errors.key-exact", "errors.foreign-entity-closed", "http.concurrent"],
      killedBy: ["errors.foreign-entity-closed", "http.concurrent"],
    },
    "A connection belongs to the account of its first request; a later valid key of another account is not looked at. Needs two accounts on one connection.",
    class extends ListEndpoint {
      readonly known: WeakMap<object, Account> = new WeakMap();
      override authenticate(exchange: Exchange): Account | undefined {
        const account = this.accountOf(keyOf(exchange));
        const first = this.known.get(exchange.connection) ?? account;
        if (first !== undefined) this.known.set(exchange.connection, first);
        return account && first;
      }
    },
  ),
  mutant(
    "url-stays-authenticated",
    ["errors.key-exact", "errors.key-required"],
    "The result of the key check is cached by URL: once it was allowed, any key will do. Needs a wrong key on exactly a URL that was asked before.",
    class extends ListEndpoint {
      readonly known: Map<string, Account> = new Map();
      override authenticate(exchange: Exchange): Account | undefined {
        const own = this.accountOf(keyOf(exchange));
        const account = own ?? this.known.get(exchange.target);
        // Keys of deleted scenarios are forgotten, so that nothing else is wrong.
        if (account === undefined || !this.data.accounts.has(account.id)) return undefined;
        if (own !== undefined) this.known.set(exchange.target, account);
        return account;
      }
    },
  ),
  mutant(
    "parameters-before-key",
    ["errors.key-first"],
    "The framework validates the query before the handler's guard: a bad size without a key is 400.",
    class extends ListEndpoint {
      override unauthorized(exchange: Exchange): Reply {
        const isBad = this.sizeOf(parameterValues(exchange, "page_size")) === undefined;
        return isBad ? this.badRequest("The page_size is not valid.") : super.unauthorized(exchange);
      }
    },
  ),
  mutant(
    "token-before-key",
    ["errors.key-first"],
    "The token is decoded in a middleware before the guard: a bad one without a key is 400.",
    class extends ListEndpoint {
      override unauthorized(exchange: Exchange): Reply {
        const id = this.entityIdIn(exchange.path) ?? "";
        const isBad = this.positionOf(parameterValues(exchange, "page_token"), id, exchange) === "malformed";
        return isBad ? this.badRequest("The page_token is not valid.") : super.unauthorized(exchange);
      }
    },
  ),
  mutant(
    "entity-before-key",
    ["errors.key-first"],
    "The entity is loaded before the key is looked at: without a key an unknown one is 404, one that exists 401.",
    class extends ListEndpoint {
      override unauthorized(exchange: Exchange): Reply {
        const id = this.entityIdIn(exchange.path) ?? "";
        return this.data.entities.has(id) ? super.unauthorized(exchange) : this.unknownEntity(id);
      }
    },
  ),
  mutant(
    "malformed-id-before-key",
    ["errors.key-first"],
    "A path parameter that is not a UUID is 400 before the key is looked at. Needs a malformed id with a wrong key.",
    class extends ListEndpoint {
      override unauthorized(exchange: Exchange): Reply {
        const id = this.entityIdIn(exchange.path) ?? "";
        return /^[0-9a-f-]{36}$/.test(id) ? super.unauthorized(exchange) : this.badRequest("The id is not a UUID.");
      }
    },
  ),
  mutant(
    "no-challenge",
    ["errors.challenge"],
    "A 401 without WWW-Authenticate.",
    class extends ListEndpoint {
      override challenge(): Readonly<Record<string, string>> {
        return {};
      }
    },
  ),
  mutant(
    "challenge-only-without-key",
    ["errors.challenge"],
    "No key is challenged, a wrong one is not.",
    class extends ListEndpoint {
      override unauthorized(exchange: Exchange): Reply {
        return keyOf(exchange) === "" ? super.unauthorized(exchange) : this.error(401, "The key is not valid.");
      }
    },
  ),
];
