import type { Exchange, Reply } from "../corpus/exchange.ts";
import { ListEndpoint, type ListQuery, type Page } from "../corpus/list-endpoint.ts";
import type { Account, Entity, StoredSession } from "../corpus/memory-data.ts";
import type { Position } from "../corpus/page-token.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";

/** Sessions of everybody. */
function everything(endpoint: ListEndpoint): StoredSession[] {
  return [...endpoint.data.entities.values()].flatMap((entity) => entity.sessions);
}

/** Sessions of all entities of the query's account. */
function ofAccount(endpoint: ListEndpoint, { account }: ListQuery): StoredSession[] {
  return everything(endpoint).filter((row) => endpoint.data.entities.get(row.entityId)?.accountId === account.id);
}

/** Faults in whose sessions are listed, and to whom. */
export const entityMutants: readonly Mutant[] = [
  mutant(
    "or-without-parentheses",
    ["representation.own-sessions-only"],
    "entity = ? AND created_at < ? OR created_at = ? AND id < ?: the second half has no entity. Needs a session of another entity in the anchor's second, with a smaller id.",
    class extends ListEndpoint {
      override visible(query: ListQuery): StoredSession[] {
        const { after, entity } = query;
        const strays = everything(this).filter(
          (row) => row.entityId !== entity.id && row.createdAt === after?.createdAt && row.id < after.id,
        );
        return [...super.visible(query), ...strays];
      }
    },
  ),
  mutant(
    "or-without-parentheses-relabelled",
    {
      clauses: ["representation.own-sessions-only", "pagination.exactly-once"],
      killedBy: ["representation.own-sessions-only"],
    },
    "The same missing parentheses, and entity_id is written from the path: only an id that nobody gave this entity tells.",
    class extends ListEndpoint {
      override visible(query: ListQuery): StoredSession[] {
        const { after, entity } = query;
        const strays = everything(this).filter((row) => row.createdAt === after?.createdAt && row.id < after.id);
        return [...entity.sessions, ...strays.filter((row) => row.entityId !== entity.id)];
      }
      override item(row: StoredSession, query: ListQuery): Readonly<Record<string, unknown>> {
        return { ...super.item(row, query), entity_id: query.entity.id };
      }
    },
  ),
  mutant(
    "whole-account-behind-the-end",
    ["representation.own-sessions-only"],
    "The last page is filled up from the account's other entities. Needs a last page that is not full, and another entity with older sessions.",
    class extends ListEndpoint {
      override async page(query: ListQuery): Promise<Page> {
        const { rows, next } = await super.page(query);
        const oldest = rows.at(-1);
        if (next !== undefined || oldest === undefined) return { rows, next };
        const others = ofAccount(this, query).filter((row) => row.entityId !== query.entity.id);
        const older = others.filter((row) => row.createdAt < oldest.createdAt);
        return { rows: [...rows, ...older].slice(0, query.size), next };
      }
    },
  ),
  mutant(
    "empty-entity-lists-account",
    ["representation.empty-entity", "representation.own-sessions-only"],
    "An entity without sessions is not a condition: IN () is dropped, and the account's sessions come. Needs an empty entity next to one that is not.",
    class extends ListEndpoint {
      override visible(query: ListQuery): StoredSession[] {
        return query.entity.sessions.length === 0 ? ofAccount(this, query) : super.visible(query);
      }
    },
  ),
  mutant(
    "stranger-merged-in-newest-second",
    ["representation.own-sessions-only"],
    "A cache of `sessions of this second` is shared by all: who began in the same second as the newest is listed too, whatever the account. Needs two entities with sessions in one second, the newest of one.",
    class extends ListEndpoint {
      override visible(query: ListQuery): StoredSession[] {
        const newest = Math.max(...query.entity.sessions.map((row) => row.createdAt));
        return everything(this).filter((row) => row.entityId === query.entity.id || row.createdAt === newest);
      }
    },
  ),
  mutant(
    "entity-id-of-the-account",
    {
      clauses: ["representation.own-sessions-only", "representation.faithful"],
      killedBy: ["representation.own-sessions-only"],
    },
    "entity_id holds the account's id.",
    class extends ListEndpoint {
      override item(row: StoredSession, query: ListQuery): Readonly<Record<string, unknown>> {
        return { ...super.item(row, query), entity_id: query.account.id };
      }
    },
  ),
  mutant(
    "entity-id-without-hyphens",
    {
      clauses: ["representation.own-sessions-only", "representation.faithful"],
      killedBy: ["representation.own-sessions-only"],
    },
    "The binary column's hexadecimal goes out without hyphens.",
    class extends ListEndpoint {
      override item(row: StoredSession, query: ListQuery): Readonly<Record<string, unknown>> {
        return { ...super.item(row, query), entity_id: row.entityId.replaceAll("-", "") };
      }
    },
  ),
  mutant(
    "any-key-lists-any-entity",
    {
      clauses: ["errors.foreign-entity-closed", "errors.foreign-entity-hidden"],
      killedBy: ["errors.foreign-entity-closed"],
    },
    "The entity is found by its id alone. Needs a second account.",
    class extends ListEndpoint {
      override entityOf(_account: Account, id: string): Entity | undefined {
        return this.data.entities.get(id);
      }
    },
  ),
  mutant(
    "owner-checked-on-first-page-only",
    ["errors.foreign-entity-closed"],
    "Who has a token has been checked, somebody thought. Needs another account's key with a token of that very entity.",
    class extends ListEndpoint {
      override entityOf(account: Account, id: string, after: Position | undefined): Entity | undefined {
        return after === undefined ? super.entityOf(account, id, after) : this.data.entities.get(id);
      }
    },
  ),
  mutant(
    "page-cache-without-account",
    ["errors.foreign-entity-closed"],
    "The response cache's key is the URL: once the owner has asked, any valid key gets the answer. Needs a second account that asks for exactly a URL the owner asked before.",
    class extends ListEndpoint {
      readonly replies: Map<string, Reply> = new Map();
      override async authorized(exchange: Exchange, account: Account, id: string): Promise<Reply> {
        const key = `${exchange.target} ${this.data.entities.get(id)?.version}`;
        const cached = this.replies.get(key);
        const isPlain = exchange.method === "GET" && exchange.headers["if-none-match"] === undefined;
        const isFaulty = (this.data.entities.get(id)?.plannedFaults ?? 0) > 0;
        if (cached !== undefined && isPlain && !isFaulty) return cached;
        const reply = await super.authorized(exchange, account, id);
        if (reply.status === 200 && isPlain) this.replies.set(key, reply);
        return reply;
      }
    },
  ),
  mutant(
    "foreign-entity-in-upper-case-open",
    ["errors.foreign-entity-closed"],
    "The owner is looked up under the id as given, the entity without case: an id in upper case has no owner, and so no check. Needs another account's UUID in upper case.",
    class extends ListEndpoint {
      override async authorized(exchange: Exchange, account: Account, id: string): Promise<Reply> {
        const owner = [...this.data.accounts.values()].find(
          (other) => other.id === this.data.entities.get(id)?.accountId && !exchange.path.includes(id),
        );
        return super.authorized(exchange, owner ?? account, id);
      }
    },
  ),
  mutant(
    "foreign-entity-is-403",
    ["errors.foreign-entity-hidden"],
    "403 tells that the entity exists.",
    class extends ListEndpoint {
      override unknownEntity(id: string): Reply {
        return this.data.entities.has(id) ? this.error(403, "This live entity is not yours.") : super.unknownEntity(id);
      }
    },
  ),
  mutant(
    "foreign-entity-has-other-text",
    ["errors.foreign-entity-hidden"],
    "404 for both, with another message for one that exists.",
    class extends ListEndpoint {
      override unknownEntity(id: string): Reply {
        const isThere = this.data.entities.has(id);
        return isThere ? this.error(404, "There is no such live entity in your account.") : super.unknownEntity(id);
      }
    },
  ),
  mutant(
    "unknown-entity-is-empty-list",
    ["errors.unknown-entity"],
    "No such entity, no sessions: 200 with an empty list.",
    class extends ListEndpoint {
      override unknownEntity(): Reply {
        return { status: 200, headers: { "content-type": this.mediaType }, body: '{"data":[],"next_page_token":""}' };
      }
    },
  ),
  mutant(
    "unknown-entity-is-500",
    ["errors.unknown-entity"],
    "The entity is null, and its name is read.",
    class extends ListEndpoint {
      override unknownEntity(): Reply {
        throw new TypeError("Cannot read properties of null");
      }
    },
  ),
  mutant(
    "unknown-entity-is-403",
    ["errors.unknown-entity"],
    "The policy engine denies what it does not know.",
    class extends ListEndpoint {
      override unknownEntity(): Reply {
        return this.error(403, "Access denied.");
      }
    },
  ),
  mutant(
    "unknown-entity-is-400",
    ["errors.unknown-entity"],
    "Well-formed ids that are unknown are answered 400 as well.",
    class extends ListEndpoint {
      override unknownEntity(): Reply {
        return this.badRequest("The id is not valid.");
      }
    },
  ),
  mutant(
    "malformed-id-is-500",
    ["errors.unknown-entity"],
    "invalid input syntax for type uuid, and nobody catches it. Needs an id that is not a UUID.",
    class extends ListEndpoint {
      override unknownEntity(id: string): Reply {
        if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))
          throw new Error("invalid input syntax for type uuid");
        return super.unknownEntity(id);
      }
    },
  ),
  mutant(
    "malformed-id-is-empty-list",
    ["errors.unknown-entity"],
    "The cast error of an id that is not a UUID is swallowed into an empty list.",
    class extends ListEndpoint {
      override unknownEntity(id: string): Reply {
        if (/^[0-9a-f-]{36}$/.test(id)) return super.unknownEntity(id);
        return { status: 200, headers: { "content-type": this.mediaType }, body: '{"data":[],"next_page_token":""}' };
      }
    },
  ),
  mutant(
    "missing-id-is-500",
    ["errors.missing-id"],
    "An empty path segment is undefined further down.",
    class extends ListEndpoint {
      override missingId(): Reply {
        throw new TypeError("Cannot read properties of undefined");
      }
    },
  ),
  mutant(
    "missing-id-lists-account",
    ["errors.missing-id"],
    "Without an id there is no condition on it: all sessions of the account are listed.",
    class extends ListEndpoint {
      override async authorized(exchange: Exchange, account: Account, id: string): Promise<Reply> {
        if (id !== "") return super.authorized(exchange, account, id);
        const entities = [...this.data.entities.values()].filter((entity) => entity.accountId === account.id);
        const sessions = entities.flatMap((entity) => entity.sessions);
        const entity = {
          id,
          accountId: account.id,
          streamKey: "",
          sessions,
          deleted: [],
          version: 0,
          plannedFaults: 0,
        };
        return this.list({ exchange, account, entity, size: this.defaultSize, after: undefined });
      }
    },
  ),
];
