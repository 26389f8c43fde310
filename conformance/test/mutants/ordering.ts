import type { SessionChange } from "../corpus/backend.ts";
import { descending, ListEndpoint, type ListQuery, type Page } from "../corpus/list-endpoint.ts";
import { MemoryData, type StoredSession } from "../corpus/memory-data.ts";
import type { Position } from "../corpus/page-token.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";
import { OtherOrder } from "./other-order.ts";

const byId = (left: StoredSession, right: StoredSession): number => descending(left.id, right.id);
const endOf = (row: StoredSession): number => row.createdAt + (row.duration ?? 0);
const inProgress = (row: StoredSession): number => Number(row.duration === undefined);

/** An update stores a new row behind all others. */
class HeapData extends MemoryData {
  override update(entityId: string, sessionId: string, change: SessionChange): StoredSession | undefined {
    const sessions = this.entities.get(entityId)?.sessions ?? [];
    const after = super.update(entityId, sessionId, change);
    if (after === undefined) return undefined;
    this.serial += 1;
    sessions[sessions.indexOf(after)] = { ...after, serial: this.serial };
    return after;
  }
}

/** Remembers which sessions have been updated. */
class TouchedData extends MemoryData {
  override update(entityId: string, sessionId: string, change: SessionChange): StoredSession | undefined {
    this.shared.set(`touched ${sessionId}`, true);
    return super.update(entityId, sessionId, change);
  }
}

/** Faults of order. */
export const orderingMutants: readonly Mutant[] = [
  mutant(
    "oldest-first",
    ["ordering.newest-first"],
    "ORDER BY created_at without DESC. Needs two sessions of different seconds.",
    class extends OtherOrder {
      override compare(left: StoredSession, right: StoredSession): number {
        return left.createdAt - right.createdAt || byId(left, right);
      }
    },
  ),
  mutant(
    "order-by-updated-at",
    { clauses: ["ordering.unmoved-by-update", "ordering.newest-first"], killedBy: ["ordering.newest-first"] },
    "Sorts by the last change, as Livepeer Studio does. Needs updated_at in another order than created_at, or an update.",
    class extends OtherOrder {
      override compare(left: StoredSession, right: StoredSession): number {
        return right.updatedAt - left.updatedAt || super.compare(left, right);
      }
    },
  ),
  mutant(
    "order-by-random-id",
    ["ordering.newest-first"],
    "Sorts by _id as if ids grew with time, which UUIDs do not.",
    class extends OtherOrder {
      override compare(left: StoredSession, right: StoredSession): number {
        return byId(left, right);
      }
    },
  ),
  mutant(
    "order-by-insertion",
    ["ordering.newest-first"],
    "Sorts by the serial primary key. Needs a session that is stored later than one that began after it (an import).",
    class extends OtherOrder {
      override compare(left: StoredSession, right: StoredSession): number {
        return right.serial - left.serial;
      }
    },
  ),
  mutant(
    "order-by-end",
    { clauses: ["ordering.newest-first", "ordering.unmoved-by-update"], killedBy: ["ordering.newest-first"] },
    "Sorts by created_at + duration. Needs a long session that outlasts the start of the next, or one that ends.",
    class extends OtherOrder {
      override compare(left: StoredSession, right: StoredSession): number {
        return endOf(right) - endOf(left) || super.compare(left, right);
      }
    },
  ),
  mutant(
    "in-progress-first",
    {
      clauses: ["ordering.in-progress-by-creation", "ordering.newest-first"],
      killedBy: ["ordering.in-progress-by-creation"],
    },
    "ORDER BY ended_at DESC puts nulls first in PostgreSQL; those with an end are sorted rightly. Needs a session in progress older than an ended one.",
    class extends OtherOrder {
      override compare(left: StoredSession, right: StoredSession): number {
        return inProgress(right) - inProgress(left) || super.compare(left, right);
      }
    },
  ),
  mutant(
    "in-progress-last",
    {
      clauses: ["ordering.in-progress-by-creation", "ordering.newest-first"],
      killedBy: ["ordering.in-progress-by-creation"],
    },
    "Nulls last: a session in progress stands behind all ended ones. Needs one that is newer than an ended one.",
    class extends OtherOrder {
      override compare(left: StoredSession, right: StoredSession): number {
        return inProgress(left) - inProgress(right) || super.compare(left, right);
      }
    },
  ),
  mutant(
    "in-progress-by-last-heartbeat",
    {
      clauses: ["ordering.in-progress-by-creation", "ordering.newest-first"],
      killedBy: ["ordering.in-progress-by-creation"],
    },
    "A session in progress is sorted by its updated_at, ended ones by created_at. Needs one in progress whose updated_at passes the created_at of a newer session.",
    class extends OtherOrder {
      override compare(left: StoredSession, right: StoredSession): number {
        const key = (row: StoredSession): number => (inProgress(row) ? row.updatedAt : row.createdAt);
        return key(right) - key(left) || byId(left, right);
      }
    },
  ),
  mutant(
    "minute-precision-order",
    ["ordering.newest-first"],
    "The sort key is a minute bucket, ties by id. Needs sessions of one minute and different seconds.",
    class extends OtherOrder {
      override compare(left: StoredSession, right: StoredSession): number {
        return Math.floor(right.createdAt / 60) - Math.floor(left.createdAt / 60) || byId(left, right);
      }
    },
  ),
  mutant(
    "float32-sort-key",
    ["ordering.newest-first"],
    "Elasticsearch maps the time as `float`: seconds lose their last seven bits. Needs sessions within two minutes of each other.",
    class extends OtherOrder {
      override compare(left: StoredSession, right: StoredSession): number {
        return Math.fround(right.createdAt) - Math.fround(left.createdAt) || byId(left, right);
      }
    },
  ),
  mutant(
    "order-by-unpadded-text",
    ["ordering.newest-first"],
    "Sorts times as text without leading zeros, so 9:58 stands above 10:03. Needs sessions on both sides of a 9 to 10 in minutes or hours.",
    class extends OtherOrder {
      override compare(left: StoredSession, right: StoredSession): number {
        const text = (row: StoredSession): string => {
          const time = new Date(row.createdAt * 1000);
          return [
            time.getUTCFullYear(),
            time.getUTCMonth(),
            time.getUTCDate(),
            time.getUTCHours(),
            time.getUTCMinutes(),
          ]
            .join(":")
            .concat(":", String(time.getUTCSeconds()));
        };
        return descending(text(left), text(right)) || byId(left, right);
      }
    },
  ),
  mutant(
    "monthly-partitions-oldest-first",
    ["ordering.newest-first"],
    "Reads one partition after another in the order of their making, each sorted rightly. Needs sessions of two calendar months (UTC).",
    class extends OtherOrder {
      override compare(left: StoredSession, right: StoredSession): number {
        const month = (row: StoredSession): string => new Date(row.createdAt * 1000).toISOString().slice(0, 7);
        return descending(month(right), month(left)) || super.compare(left, right);
      }
    },
  ),
  mutant(
    "sorted-within-the-page",
    ["ordering.newest-first"],
    "Pages in the order of insertion and sorts each page afterwards. Needs two pages, stored out of order.",
    class extends OtherOrder {
      override compare(left: StoredSession, right: StoredSession): number {
        return right.serial - left.serial;
      }
      override async page(query: ListQuery): Promise<Page> {
        const { rows, next } = await super.page(query);
        return { rows: rows.toSorted((left, right) => ListEndpoint.prototype.compare.call(this, left, right)), next };
      }
    },
  ),
  mutant(
    "later-pages-reversed",
    ["ordering.newest-first"],
    "The query with a token runs ascending and nobody turns its rows round. Needs a second page with two different seconds.",
    class extends ListEndpoint {
      override async page(query: ListQuery): Promise<Page> {
        const { rows, next } = await super.page(query);
        return query.after === undefined ? { rows, next } : { rows: rows.toReversed(), next };
      }
    },
  ),
  mutant(
    "unsorted-beyond-64",
    ["ordering.newest-first"],
    "Two sorted runs of an external sort are concatenated, not merged. Needs more than 64 sessions, not stored in order.",
    class extends OtherOrder {
      override ordered(query: ListQuery): StoredSession[] {
        const rows = this.visible(query);
        const sorted = (part: StoredSession[]): StoredSession[] =>
          part.sort((left, right) => this.compare(left, right));
        return [...sorted(rows.slice(0, 64)), ...sorted(rows.slice(64))];
      }
      override startOf(rows: readonly StoredSession[], after: Position, _query: ListQuery): number {
        return rows.findIndex((row) => row.id === after.id) + 1;
      }
    },
  ),
  mutant(
    "ties-turn-round-on-later-pages",
    ["ordering.stable-ties", "pagination.exactly-once"],
    "Page one leaves ties to the index (id ascending), the query with a token sorts them descending. Needs a tie across a boundary.",
    class extends ListEndpoint {
      override ordered(query: ListQuery): StoredSession[] {
        const rows = super.ordered(query);
        if (query.after !== undefined) return rows;
        return rows.sort((left, right) => right.createdAt - left.createdAt || byId(right, left));
      }
    },
  ),
  mutant(
    "tie-order-depends-on-size",
    ["ordering.stable-ties", "pagination.exactly-once"],
    "Without a tie-breaker the planner takes another index for a large LIMIT: ties turn round from page_size 50 on. Every walk of one size is right; walks of different sizes, or mixed ones, disagree.",
    class extends OtherOrder {
      way = 1;
      override compare(left: StoredSession, right: StoredSession): number {
        return right.createdAt - left.createdAt || this.way * byId(left, right);
      }
      override ordered(query: ListQuery): StoredSession[] {
        this.way = query.size >= 50 ? -1 : 1;
        return super.ordered(query);
      }
    },
  ),
  mutant(
    "ties-shuffled",
    {
      clauses: ["ordering.stable-ties", "http.safe", "pagination.exactly-once"],
      killedBy: ["ordering.stable-ties", "pagination.exactly-once"],
    },
    "ORDER BY created_at alone, over a parallel scan: ties stand in another order in every read.",
    class extends OtherOrder {
      reads = 0;
      override compare(left: StoredSession, right: StoredSession): number {
        const mixed = (row: StoredSession): number => (row.serial * 7919 + this.reads * 104_729) % 101;
        return right.createdAt - left.createdAt || mixed(left) - mixed(right) || byId(left, right);
      }
      override ordered(query: ListQuery): StoredSession[] {
        this.reads += 1;
        return super.ordered(query);
      }
    },
  ),
  mutant(
    "ties-differ-between-instances",
    ["ordering.stable-ties", "pagination.token-any-instance", "pagination.exactly-once"],
    "The replica's collation sorts ids the other way. Needs two base URLs and ties: each instance alone is right.",
    class extends OtherOrder {
      override compare(left: StoredSession, right: StoredSession): number {
        return right.createdAt - left.createdAt || (this.instance === 0 ? byId(left, right) : byId(right, left));
      }
    },
    { instances: 2 },
  ),
  mutant(
    "ties-by-updated-at",
    { clauses: ["ordering.unmoved-by-update", "ordering.stable-ties"], killedBy: ["ordering.unmoved-by-update"] },
    "The tie-breaker is updated_at. Needs an update of one of two tied sessions; without one all is right.",
    class extends OtherOrder {
      override compare(left: StoredSession, right: StoredSession): number {
        return right.createdAt - left.createdAt || right.updatedAt - left.updatedAt || byId(left, right);
      }
    },
  ),
  mutant(
    "ties-by-duration",
    { clauses: ["ordering.unmoved-by-update", "ordering.stable-ties"], killedBy: ["ordering.unmoved-by-update"] },
    "The tie-breaker is the length. Needs a tied session that ends between two reads.",
    class extends OtherOrder {
      override compare(left: StoredSession, right: StoredSession): number {
        return right.createdAt - left.createdAt || (right.duration ?? 0) - (left.duration ?? 0) || byId(left, right);
      }
    },
  ),
  mutant(
    "update-moves-to-end-of-heap",
    { clauses: ["ordering.unmoved-by-update", "ordering.stable-ties"], killedBy: ["ordering.unmoved-by-update"] },
    "Ties stand as in PostgreSQL's heap, where an UPDATE writes a new row behind the others. Needs an update of a tied session.",
    class extends OtherOrder {
      override compare(left: StoredSession, right: StoredSession): number {
        return right.createdAt - left.createdAt || left.serial - right.serial;
      }
    },
    { Data: HeapData },
  ),
  mutant(
    "end-moves-to-archive",
    {
      clauses: ["ordering.unmoved-by-update", "ordering.stable-ties", "ordering.in-progress-by-creation"],
      killedBy: ["ordering.unmoved-by-update"],
    },
    "Sessions in progress live in a table of their own, united with the archive by second: within a second those in progress come first, and one that ends moves. Needs a tied session that ends.",
    class extends OtherOrder {
      override compare(left: StoredSession, right: StoredSession): number {
        return right.createdAt - left.createdAt || inProgress(right) - inProgress(left) || byId(left, right);
      }
    },
  ),
  mutant(
    "created-at-set-by-update",
    { clauses: ["ordering.unmoved-by-update", "representation.faithful"], killedBy: ["ordering.unmoved-by-update"] },
    "MySQL's first TIMESTAMP column is ON UPDATE CURRENT_TIMESTAMP: a change of a session resets its created_at. Needs an update.",
    class extends ListEndpoint {
      override visible(query: ListQuery): StoredSession[] {
        const isTouched = (row: StoredSession): boolean => this.data.shared.has(`touched ${row.id}`);
        return super.visible(query).map((row) => (isTouched(row) ? { ...row, createdAt: row.updatedAt } : row));
      }
    },
    { Data: TouchedData },
  ),
];
