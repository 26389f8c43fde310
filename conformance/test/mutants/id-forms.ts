import type { Exchange, Reply } from "../corpus/exchange.ts";
import { ListEndpoint } from "../corpus/list-endpoint.ts";
import { type Account, type Entity, MemoryData } from "../corpus/memory-data.ts";
import type { Position } from "../corpus/page-token.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";

const uuidLength = 36;

const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** Ids of 62 letters and digits, as short ids are made. */
class Base62Ids extends MemoryData {
  override newId(kind: string): string {
    const digits = super.newId(kind).replace(/\D/g, "").padEnd(22, "7");
    const letters = digits.match(/\d\d/g)?.slice(0, 11) ?? [];
    return `aZ${letters.map((pair) => base62[Number(pair) % base62.length]).join("")}${this.serial}`;
  }
}

/** Faults that show when an id is spelled otherwise, longer than it may be, or asked for twice. */
export const idFormMutants: readonly Mutant[] = [
  mutant(
    "broken-escape-in-id-is-500",
    ["errors.unknown-entity"],
    "The path is decoded without a catch: %zz is a URIError, and 500.",
    class extends ListEndpoint {
      override entityIdIn(path: string): string | undefined {
        decodeURIComponent(path);
        return super.entityIdIn(path);
      }
    },
  ),
  mutant(
    "id-cut-to-its-column",
    ["errors.unknown-entity"],
    "The id is cast to char(36), which cuts it: whatever stands behind one's own id, its sessions are listed. Needs one's own id with more behind it.",
    class extends ListEndpoint {
      override entityOf(account: Account, id: string, after: Position | undefined): Entity | undefined {
        return super.entityOf(account, id.slice(0, uuidLength), after);
      }
    },
  ),
  mutant(
    "short-ids-without-case",
    ["errors.unknown-entity"],
    "Short ids of 62 letters and digits stand in a column whose collation knows no case: an id that nobody has lists the entity whose id differs in case alone.",
    class extends ListEndpoint {
      override entityOf(account: Account, id: string, after: Position | undefined): Entity | undefined {
        const found = [...this.data.entities.keys()].find((one) => one.toLowerCase() === id.toLowerCase());
        return super.entityOf(account, found ?? id, after);
      }
    },
    { Data: Base62Ids },
  ),
  mutant(
    "id-compared-by-like",
    ["errors.unknown-entity"],
    "The id is looked up by LIKE: a percent sign lists the first entity of the account. Needs an id with a wildcard.",
    class extends ListEndpoint {
      override entityOf(account: Account, id: string, after: Position | undefined): Entity | undefined {
        const own = [...this.data.entities.values()].find(({ accountId }) => accountId === account.id);
        return id.includes("%") ? own : super.entityOf(account, id, after);
      }
    },
  ),
  mutant(
    "escaped-foreign-entity-open",
    ["errors.foreign-entity-closed"],
    "A gateway checks the account by the raw path and lets pass what it does not know; behind it the path is decoded. Needs another account's id with a character escaped.",
    class extends ListEndpoint {
      isEscaped = false;
      override entityIdIn(path: string): string | undefined {
        this.isEscaped = path.includes("%");
        return super.entityIdIn(path);
      }
      override entityOf(account: Account, id: string, after: Position | undefined): Entity | undefined {
        return this.isEscaped ? this.data.entities.get(id) : super.entityOf(account, id, after);
      }
    },
  ),
  mutant(
    "unknown-entity-made-by-asking",
    ["errors.unknown-entity"],
    "Entities are rows of a cache that is filled by get-or-create: the first request for an unknown id is 404, the second an empty list. Needs the same unknown id twice.",
    class extends ListEndpoint {
      readonly asked: Set<string> = new Set();
      override unknownEntity(id: string): Reply {
        if (this.asked.has(id) && !this.data.entities.has(id))
          return { status: 200, headers: { "content-type": this.mediaType }, body: '{"data":[],"next_page_token":""}' };
        this.asked.add(id);
        return super.unknownEntity(id);
      }
    },
  ),
  mutant(
    "head-of-unknown-entity-is-200",
    ["errors.unknown-entity"],
    "HEAD is answered by a check of the key alone, so that every id seems to exist.",
    class extends ListEndpoint {
      override async authorized(exchange: Exchange, account: Account, id: string): Promise<Reply> {
        const reply = await super.authorized(exchange, account, id);
        const isHidden = exchange.method === "HEAD" && reply.status === 404;
        return isHidden ? { status: 200, headers: { "content-type": this.mediaType }, body: "" } : reply;
      }
    },
  ),
  mutant(
    "second-instance-lists-any-entity",
    ["errors.foreign-entity-closed"],
    "One of two instances was not yet brought up to date: it does not ask whose entity it is. Needs a foreign entity at every instance.",
    class extends ListEndpoint {
      override entityOf(account: Account, id: string, after: Position | undefined): Entity | undefined {
        return this.instance === 1 ? this.data.entities.get(id) : super.entityOf(account, id, after);
      }
    },
    { instances: 2 },
  ),
];
