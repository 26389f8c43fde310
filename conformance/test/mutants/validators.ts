import type { Exchange, Reply } from "../corpus/exchange.ts";
import { behind, withHeaders } from "../corpus/layered.ts";
import { ListEndpoint, type ListQuery, type Page } from "../corpus/list-endpoint.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";

const httpDate = (seconds: number): string => new Date(seconds * 1000).toUTCString();

/** Sends Last-Modified and answers If-Modified-Since by it. */
abstract class Dated extends ListEndpoint {
  abstract modifiedAt(query: ListQuery, page: Page): number;
  override success(body: string | Uint8Array, query: ListQuery, page: Page): Reply {
    const reply = super.success(body, query, page);
    return { ...reply, headers: { ...reply.headers, "last-modified": httpDate(this.modifiedAt(query, page)) } };
  }
  override isUnchanged(exchange: Exchange, reply: Reply): boolean {
    if (exchange.headers["if-none-match"] !== undefined) return super.isUnchanged(exchange, reply);
    return this.isNotNewer(exchange, reply);
  }
  isNotNewer(exchange: Exchange, reply: Reply): boolean {
    const since = Date.parse(exchange.headers["if-modified-since"] ?? "");
    return Date.parse(reply.headers["last-modified"] ?? "") <= since;
  }
}

/** Faults with validators other than one strong tag: dates, weak tags, lists of tags, `*`, tags of HEAD. */
export const validatorMutants: readonly Mutant[] = [
  mutant(
    "modified-when-the-newest-was",
    ["http.conditional"],
    "Last-Modified is max(updated_at) of the entity: after a deletion the same date comes, and If-Modified-Since gives 304 for another page.",
    class extends Dated {
      modifiedAt({ entity }: ListQuery): number {
        return Math.max(0, ...entity.sessions.map(({ updatedAt }) => updatedAt));
      }
    },
  ),
  mutant(
    "modified-when-created",
    ["http.conditional"],
    "Last-Modified is the created_at of the first session on the page: one that ends or is corrected leaves it as it is.",
    class extends Dated {
      modifiedAt(_query: ListQuery, { rows }: Page): number {
        return rows[0]?.createdAt ?? 0;
      }
    },
  ),
  mutant(
    "date-before-tag",
    ["http.conditional"],
    "If-Modified-Since is looked at first, and a date that fits is 304 although the tag with it is another (RFC 9110 §13.1.3: it counts only without If-None-Match).",
    class extends Dated {
      modifiedAt({ entity }: ListQuery): number {
        return Number(this.data.shared.get(`modified ${entity.id} ${entity.version}`) ?? Math.floor(Date.now() / 1000));
      }
      override isUnchanged(exchange: Exchange, reply: Reply): boolean {
        const since = Date.parse(exchange.headers["if-modified-since"] ?? "");
        return since > Date.now() - 1000 || super.isUnchanged(exchange, reply);
      }
    },
  ),
  mutant(
    "any-date-is-unchanged",
    ["http.conditional"],
    "A date that cannot be parsed compares as false, and the condition is written the other way round: If-Modified-Since of any text gives 304.",
    behind(async (exchange, inner) => {
      const reply = await inner(exchange);
      const since = exchange.headers["if-modified-since"];
      const isAsked = since !== undefined && exchange.headers["if-none-match"] === undefined && reply.status === 200;
      return isAsked && !(Date.parse(since) < 0) ? { status: 304, headers: {}, body: "" } : reply;
    }),
  ),
  mutant(
    "list-of-tags-is-one-tag",
    ["http.conditional"],
    "The header is compared as a whole: a tag in a list of several is never found, and 304 never comes.",
    class extends ListEndpoint {
      override isUnchanged(exchange: Exchange, reply: Reply): boolean {
        const given = exchange.headers["if-none-match"];
        return given !== undefined && given === reply.headers["etag"];
      }
    },
  ),
  mutant(
    "first-tag-of-a-list-alone",
    ["http.conditional"],
    "The header is split at its commas, and the first piece is looked at.",
    class extends ListEndpoint {
      override isUnchanged(exchange: Exchange, reply: Reply): boolean {
        const [first] = String(exchange.headers["if-none-match"] ?? "").split(",");
        return first !== "" && first?.trim() === reply.headers["etag"];
      }
    },
  ),
  mutant(
    "weak-tag-of-the-count",
    ["http.conditional"],
    "A weak tag of the entity and how many sessions it has; with it 304 comes for a page whose session has ended meanwhile.",
    class extends ListEndpoint {
      override etagOf(_body: string | Uint8Array, { entity, size, after }: ListQuery): string {
        return `W/"${entity.sessions.length}-${size}-${after?.id ?? ""}"`;
      }
    },
  ),
  mutant(
    "weak-tag-of-the-length",
    ["http.conditional"],
    "A weak tag of the body's length, as file servers make one of length and date: 304 comes for a page on which a digit has changed.",
    class extends ListEndpoint {
      override etagOf(body: string | Uint8Array): string {
        return `W/"${Buffer.byteLength(body).toString(16)}"`;
      }
    },
  ),
  mutant(
    "weakened-tag-is-always-current",
    ["http.conditional"],
    "W/ is cut off together with what follows up to the first hyphen, so that any weak tag is the current one.",
    class extends ListEndpoint {
      override isUnchanged(exchange: Exchange, reply: Reply): boolean {
        return /^\s*W\//.test(exchange.headers["if-none-match"] ?? "") || super.isUnchanged(exchange, reply);
      }
    },
  ),
  mutant(
    "star-unchanges-what-is-not-there",
    ["http.conditional"],
    "If-None-Match: * is answered in front of everything: 304 for entities that do not exist, too.",
    behind((exchange, inner) =>
      exchange.headers["if-none-match"]?.trim() === "*" ? { status: 304, headers: {}, body: "" } : inner(exchange),
    ),
  ),
  mutant(
    "tag-of-the-empty-body",
    ["http.head"],
    "HEAD's tag is computed of the body that it sends, which is empty: a client that compares it with a page's finds a change each time.",
    behind(async (exchange, inner) => {
      const reply = await inner(withHeaders(exchange, {}));
      const isTagged = exchange.method === "HEAD" && reply.headers["etag"] !== undefined;
      return isTagged ? { ...reply, headers: { ...reply.headers, etag: '"2jmj7l5rSw0yVb-vlWAYkK-YBwk"' } } : reply;
    }),
  ),
];
