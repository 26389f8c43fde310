import type { Exchange, Reply } from "../corpus/exchange.ts";
import { behind, type Layer, withHeaders } from "../corpus/layered.ts";
import { type EndpointClass, ListEndpoint } from "../corpus/list-endpoint.ts";
import { type Account, type Entity, MemoryData } from "../corpus/memory-data.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";

/** Takes a parameter of the query for the key where the header is missing. */
function keyFromQuery(...names: readonly string[]): Layer {
  return (exchange, inner) => {
    const parameters = new URLSearchParams(exchange.query);
    const given = names.map((name) => parameters.get(name)).find((value) => value !== null);
    const isMissing = exchange.headers.authorization === undefined && typeof given === "string";
    return inner(isMissing ? withHeaders(exchange, { authorization: given }) : exchange);
  };
}

/** Takes the first of the header's pieces that is a key. */
function keyAmong(pieces: (header: string) => readonly string[]): EndpointClass {
  return class extends ListEndpoint {
    override authenticate({ headers }: Exchange): Account | undefined {
      const found = pieces(headers.authorization ?? "").map((piece) => this.accountOf(piece));
      return found.find((account) => account !== undefined);
    }
  };
}

/** Accounts go, and what was known of them at some place stays. */
class Remembering extends MemoryData {
  readonly known: Map<string, Account> = new Map();
  readonly archived: Map<string, Entity> = new Map();
  override dropAccount(accountId: string): void {
    for (const [id, entity] of this.entities) if (entity.accountId === accountId) this.archived.set(id, entity);
    super.dropAccount(accountId);
  }
}

/** Looks keys up once, and remembers them. */
class CachedKeys extends ListEndpoint {
  override accountOf(key: string): Account | undefined {
    const { known } = this.data as Remembering;
    const account = known.get(key) ?? super.accountOf(key);
    if (account !== undefined) known.set(key, account);
    return account;
  }
}

class CachedKeysAndRows extends CachedKeys {
  override entityOf(account: Account, id: string): Entity | undefined {
    const entity = (this.data as Remembering).archived.get(id);
    return super.entityOf(account, id, undefined) ?? (entity?.accountId === account.id ? entity : undefined);
  }
}

/** Keys where they do not belong, several at once, of odd bytes, and those that were taken back. */
export const keysInOtherPlaces: readonly Mutant[] = [
  mutant(
    "api-key-parameter",
    ["errors.key-not-in-query"],
    "`?api_key=` is taken as well, for curl's sake: the key then stands in every access log.",
    behind(keyFromQuery("api_key", "apikey", "key")),
  ),
  mutant(
    "access-token-parameter",
    ["errors.key-not-in-query"],
    "RFC 6750 §2.3 is on by default in the bearer strategy: `?access_token=` is a key.",
    behind(keyFromQuery("access_token")),
  ),
  mutant(
    "authorization-parameter",
    ["errors.key-not-in-query"],
    "The framework merges headers and query into one object of parameters: `?authorization=` fills in for the header.",
    behind(keyFromQuery("authorization")),
  ),
  mutant(
    "any-of-the-header-s-words",
    ["errors.key-exact"],
    "The header is split at blanks and commas, so as to let scheme words pass; any piece that is a key will do.",
    keyAmong((header) => header.split(/[\s,]+/)),
  ),
  mutant(
    "first-of-two-keys",
    ["errors.key-exact"],
    "Headers that came twice are joined by a comma on the way; the first one is taken, and whatever follows it is dropped.",
    keyAmong((header) => [header.split(",")[0]?.trim() ?? ""]),
  ),
  mutant(
    "key-beyond-ascii-is-500",
    ["errors.key-exact"],
    "The two are compared in constant time, which throws on anything outside ASCII, as Python's compare_digest does.",
    class extends ListEndpoint {
      override accountOf(key: string): Account | undefined {
        if (/[^ -~]/.test(key)) throw new TypeError("comparing strings with non-ASCII characters is not supported");
        return super.accountOf(key);
      }
    },
  ),
  mutant(
    "key-without-its-odd-bytes",
    ["errors.key-exact"],
    "Bytes above ASCII are dropped before the look-up (encode('ascii', 'ignore')): with one more of them the key is the same.",
    class extends ListEndpoint {
      override accountOf(key: string): Account | undefined {
        return super.accountOf(key.replace(/[^ -~]/g, ""));
      }
    },
  ),
  mutant(
    "revoked-key-remembered",
    ["errors.key-revoked"],
    "A key that was found once is kept in the process for ever, and its sessions are still in the replica.",
    CachedKeysAndRows,
    { Data: Remembering },
  ),
  mutant(
    "revoked-key-finds-nothing",
    ["errors.key-revoked"],
    "Keys are signed and checked by their signature alone: one that was taken back passes, and its entity is 404.",
    CachedKeys,
    { Data: Remembering },
  ),
  mutant(
    "answers-outlive-their-key",
    ["errors.key-revoked"],
    "A cache behind the gateway keeps the first page by URL and key, and nothing tells it that the key has gone.",
    behind(async (exchange, inner, data) => {
      const name = `${exchange.headers.authorization ?? ""} ${exchange.target}`;
      const reply = await inner(exchange);
      if (exchange.method !== "GET" || exchange.headers["if-none-match"] !== undefined) return reply;
      const kept = data.shared.get(name) as Reply | undefined;
      if (reply.status === 200) data.shared.set(name, reply);
      return reply.status === 401 && kept !== undefined ? kept : reply;
    }),
  ),
];
