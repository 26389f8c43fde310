import type { Exchange, Reply } from "../corpus/exchange.ts";
import { ListEndpoint, type ListQuery, type Page } from "../corpus/list-endpoint.ts";
import type { StoredSession } from "../corpus/memory-data.ts";
import type { Position } from "../corpus/page-token.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";
import { overlap, SingleFlight } from "./single-flight.ts";
import { CursorTable } from "./token-life.ts";

const coolDownMs = 60_000;

/** Faults of a request that all depend on another one: earlier, elsewhere, or at the same time. */
export const laterRequestMutants: readonly Mutant[] = [
  mutant(
    "hundred-cursors-kept",
    ["pagination.token-replays"],
    "The cache of cursors holds a hundred: who comes back to the page from before lunch gets 400. Needs an early token at the end of a long run.",
    class extends CursorTable {
      override encode(position: Position, query: ListQuery): string {
        for (const oldest of [...this.cursors.keys()].slice(0, -99)) this.cursors.delete(oldest);
        return super.encode(position, query);
      }
    },
  ),
  mutant(
    "cursor-bound-to-its-connection",
    ["pagination.token-replays"],
    "The cursor is the database session's, which belongs to the client's connection: over another one its token is 400. Needs a second connection.",
    class extends ListEndpoint {
      readonly numbers: WeakMap<object, number> = new WeakMap();
      connections = 0;
      numberOf({ connection }: Exchange): number {
        const number = this.numbers.get(connection) ?? this.connections + 1;
        this.connections = Math.max(this.connections, number);
        this.numbers.set(connection, number);
        return number;
      }
      override decode(token: string, entityId: string, exchange: Exchange): Position | undefined {
        const position = super.decode(token, entityId, exchange);
        return position?.more === this.numberOf(exchange) ? position : undefined;
      }
      override encode(position: Position, query: ListQuery): string {
        return super.encode({ ...position, more: this.numberOf(query.exchange) }, query);
      }
    },
  ),
  mutant(
    "breaker-falls-back-to-empty-list",
    ["errors.fault"],
    "The fault itself is 500, and opens a circuit breaker whose fallback is an empty list: for a minute nothing was ever broadcast. Needs the same list once more, after the fault.",
    class extends ListEndpoint {
      readonly openUntil: Map<string, number> = new Map();
      override faulted(query: ListQuery, reply: Reply): Reply {
        this.openUntil.set(query.entity.id, Date.now() + coolDownMs);
        return super.faulted(query, reply);
      }
      override async page(query: ListQuery): Promise<Page> {
        const isOpen = Date.now() < (this.openUntil.get(query.entity.id) ?? 0);
        return isOpen ? { rows: [], next: undefined } : super.page(query);
      }
    },
  ),
  mutant(
    "fault-cached-by-url",
    ["errors.fault"],
    "The cache in front keeps a 500 as it keeps a 200: the page never comes back. Needs the very URL of the fault again.",
    class extends ListEndpoint {
      readonly kept: Map<string, Reply> = new Map();
      override faulted(query: ListQuery, reply: Reply): Reply {
        const answer = super.faulted(query, reply);
        this.kept.set(query.exchange.target, answer);
        return answer;
      }
      override async list(query: ListQuery): Promise<Reply> {
        return this.kept.get(query.exchange.target) ?? super.list(query);
      }
    },
  ),
  mutant(
    "position-in-a-shared-variable",
    ["http.concurrent"],
    "The decoded token is kept in a module's variable across an await. Needs two pages of one entity asked for at the same time.",
    class extends ListEndpoint {
      current: Position | undefined;
      override async page(query: ListQuery): Promise<Page> {
        this.current = query.after;
        await overlap();
        return super.page({ ...query, after: this.current });
      }
    },
  ),
  mutant(
    "requests-coalesced-by-query",
    ["http.concurrent"],
    "A single flight is keyed by the query string and forgets the path: two entities that are asked alike share one answer. Needs the same query of two entities at once.",
    class extends SingleFlight {
      override keyOf({ exchange: { method, query, headers } }: ListQuery): string {
        return `${method} ${query} ${headers["if-none-match"]}`;
      }
    },
  ),
  mutant(
    "tenth-read-is-noted",
    ["http.safe", "representation.faithful"],
    "Every tenth read of a live entity counts as a view, and sets updated_at of its newest session. Needs equal requests far apart.",
    class extends ListEndpoint {
      readonly reads: Map<string, number> = new Map();
      readonly views: Map<string, number> = new Map();
      override ordered(query: ListQuery): StoredSession[] {
        const rows = super.ordered(query);
        const read = (this.reads.get(query.entity.id) ?? 0) + 1;
        this.reads.set(query.entity.id, read);
        if (read % 10 === 0) for (const { id } of rows.slice(0, 1)) this.views.set(id, (this.views.get(id) ?? 0) + 1);
        return rows;
      }
      override item(row: StoredSession, query: ListQuery): Readonly<Record<string, unknown>> {
        return super.item({ ...row, updatedAt: row.updatedAt + 60 * (this.views.get(row.id) ?? 0) }, query);
      }
    },
  ),
  mutant(
    "over-maximum-clamped-behind-a-token",
    ["pagination.over-maximum-rejected"],
    "The handler of later pages takes the smaller of page_size and 100; that of the first page refuses. Needs a size above 100 with a token.",
    class extends ListEndpoint {
      override async authorized(...args: Parameters<ListEndpoint["authorized"]>): Promise<Reply> {
        const [exchange, account, id] = args;
        const parameters = new URLSearchParams(exchange.query);
        const isOver = /^[1-9]\d{2,}$/.test(parameters.get("page_size") ?? "");
        if (!isOver || (parameters.get("page_token") ?? "") === "") return super.authorized(...args);
        parameters.set("page_size", "100");
        return super.authorized({ ...exchange, query: parameters.toString() }, account, id);
      }
    },
  ),
  mutant(
    "two-digit-negatives-clamped",
    ["pagination.bad-size-rejected"],
    "-1 is refused by name; any other negative size goes through an unsigned conversion, is huge, and is cut to 100. Needs a negative size of two digits.",
    class extends ListEndpoint {
      override sizeOf(values: readonly string[]): number | undefined {
        return /^-\d{2,}$/.test(values[0] ?? "") ? 100 : super.sizeOf(values);
      }
    },
  ),
];
