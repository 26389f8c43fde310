import { createHash } from "node:crypto";
import type { Exchange, Reply } from "../corpus/exchange.ts";
import { ListEndpoint, type ListQuery, type Page } from "../corpus/list-endpoint.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";

/** Makes its strong tag from a text of its own. */
abstract class OtherTag extends ListEndpoint {
  override etagOf(body: string | Uint8Array, query: ListQuery, page: Page): string {
    return `"${this.textOf(query, page, body)}"`;
  }
  abstract textOf(query: ListQuery, page: Page, body: string | Uint8Array): string | number;
}

const placeOf = ({ size, after, entity }: ListQuery): string => `${entity.id}-${size}-${after?.createdAt}-${after?.id}`;

/** Faults of conditional requests. */
export const conditionalMutants: readonly Mutant[] = [
  mutant(
    "tag-of-the-count",
    ["http.conditional"],
    "The tag is made of the request and the number of sessions: an update does not change it.",
    class extends OtherTag {
      textOf(query: ListQuery): string {
        return `${placeOf(query)}-${query.entity.sessions.length}`;
      }
    },
  ),
  mutant(
    "tag-of-the-newest",
    ["http.conditional"],
    "The tag is made of the request and max(created_at): deletions, updates and insertions into the past do not change it.",
    class extends OtherTag {
      textOf(query: ListQuery): string {
        return `${placeOf(query)}-${Math.max(0, ...query.entity.sessions.map((row) => row.createdAt))}`;
      }
    },
  ),
  mutant(
    "tag-of-the-last-change",
    ["http.conditional"],
    "The tag is made of the request and max(updated_at), in seconds: a deletion, or a change that leaves updated_at as it is, does not change it.",
    class extends OtherTag {
      textOf(query: ListQuery): string {
        return `${placeOf(query)}-${Math.max(0, ...query.entity.sessions.map((row) => row.updatedAt))}`;
      }
    },
  ),
  mutant(
    "tag-of-the-length",
    ["http.conditional"],
    "The tag is the body's length: changes that keep it go unseen, such as another updated_at.",
    class extends OtherTag {
      textOf(query: ListQuery, _page: Page, body: string | Uint8Array): string {
        return `${placeOf(query)}-${body.length}`;
      }
    },
  ),
  mutant(
    "tag-of-the-ids",
    ["http.conditional"],
    "The tag is made of the page's ids: an update does not change it, nor a token that appears when another session follows.",
    class extends OtherTag {
      textOf(query: ListQuery, page: Page): string {
        return `${placeOf(query)}-${page.rows.map((row) => row.id.slice(0, 8)).join(".")}`;
      }
    },
  ),
  mutant(
    "tag-of-the-sessions-alone",
    ["http.conditional"],
    "The tag is made of the sessions on the page, and not of its token: that the page has become the last one goes unseen. Needs all that follows it to be deleted.",
    class extends OtherTag {
      textOf(query: ListQuery, { rows }: Page): string {
        const text = JSON.stringify(rows.map((row) => this.item(row, query)));
        return createHash("sha256").update(text).digest("base64url");
      }
    },
  ),
  mutant(
    "tag-without-the-duration",
    ["http.conditional"],
    "The tag is made of ids, updated_at and what follows: a duration that is corrected without touching updated_at goes unseen.",
    class extends OtherTag {
      textOf(_query: ListQuery, { rows, next }: Page): string {
        const text = JSON.stringify([rows.map(({ id, updatedAt }) => [id, updatedAt]), next]);
        return createHash("sha256").update(text).digest("base64url");
      }
    },
  ),
  mutant(
    "any-tag-is-unchanged",
    ["http.conditional"],
    "Each If-None-Match gets 304, whatever is in it.",
    class extends ListEndpoint {
      override isUnchanged(exchange: Exchange): boolean {
        return exchange.headers["if-none-match"] !== undefined;
      }
    },
  ),
  mutant(
    "tag-never-unchanged",
    ["http.conditional"],
    "There is a strong ETag, and If-None-Match is not looked at.",
    class extends ListEndpoint {
      override isUnchanged(): boolean {
        return false;
      }
    },
  ),
  mutant(
    "tag-compared-without-quotes",
    ["http.conditional"],
    "The quotes are part of the tag that is sent and not of the one that is compared: 304 never comes.",
    class extends ListEndpoint {
      override isUnchanged(exchange: Exchange, reply: Reply): boolean {
        const given = exchange.headers["if-none-match"]?.replaceAll('"', "");
        return given !== undefined && given === reply.headers["etag"];
      }
    },
  ),
  mutant(
    "stale-tags-unchanged",
    { clauses: ["http.conditional", "pagination.fresh"], killedBy: ["http.conditional"] },
    "Any tag that was ever given for a URL is answered 304: a client that keeps one never sees a change. Needs a tag, a change, and the tag again.",
    class extends ListEndpoint {
      readonly given: Map<string, Set<string>> = new Map();
      override isUnchanged(exchange: Exchange, reply: Reply): boolean {
        const tags = this.given.get(exchange.target) ?? new Set();
        this.given.set(exchange.target, tags.add(reply.headers["etag"] ?? ""));
        return tags.has(exchange.headers["if-none-match"] ?? "none");
      }
    },
  ),
  mutant(
    "unchanged-before-owner",
    ["errors.foreign-entity-closed"],
    "If-None-Match is answered before the entity's owner is looked at: 304 tells a stranger who has the tag that nothing changed. Needs a tag of the owner, sent with another account's key.",
    class extends ListEndpoint {
      override async authorized(...args: Parameters<ListEndpoint["authorized"]>): Promise<Reply> {
        const [exchange, account, id] = args;
        const entity = this.data.entities.get(id);
        const owner = this.data.accounts.get(entity?.accountId ?? "");
        const isAsked = exchange.headers["if-none-match"] !== undefined && owner !== undefined && owner !== account;
        const reply = isAsked ? await super.authorized(exchange, owner, id) : undefined;
        return reply?.status === 304 ? reply : super.authorized(...args);
      }
    },
  ),
  mutant(
    "tag-kept-by-url",
    ["http.conditional"],
    "A cache keeps the tag of each URL as of the last 200, and compares with that one: after a change the old tag is still 304. Needs the old tag before the page is read again.",
    class extends ListEndpoint {
      readonly tags: Map<string, string> = new Map();
      override isUnchanged(exchange: Exchange, reply: Reply): boolean {
        const given = exchange.headers["if-none-match"];
        if (given !== undefined) return given === this.tags.get(exchange.target);
        this.tags.set(exchange.target, reply.headers["etag"] ?? "");
        return false;
      }
    },
  ),
  mutant(
    "tag-by-its-beginning",
    ["http.conditional"],
    "If-None-Match is searched for the tag without its quotes: one that begins like it is 304. Needs a longer tag.",
    class extends ListEndpoint {
      override isUnchanged(exchange: Exchange, reply: Reply): boolean {
        const given = exchange.headers["if-none-match"];
        const tag = (reply.headers["etag"] ?? "").slice(1, -1);
        return given !== undefined && tag !== "" && given.includes(tag);
      }
    },
  ),
  mutant(
    "tag-without-case",
    ["http.conditional"],
    "Header values are compared without case: a tag of other letters is 304. Needs a tag in the other case.",
    class extends ListEndpoint {
      override isUnchanged(exchange: Exchange, reply: Reply): boolean {
        const given = (exchange.headers["if-none-match"] ?? "").toLowerCase();
        const tag = reply.headers["etag"]?.toLowerCase();
        return tag !== undefined && given.split(", ").includes(tag);
      }
    },
  ),
];
