import { ListEndpoint, type ListQuery, type Page } from "../corpus/list-endpoint.ts";
import type { StoredSession } from "../corpus/memory-data.ts";
import type { Position } from "../corpus/page-token.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";
import { OtherOrder } from "./other-order.ts";

const minute = 60;
const secondsNow = (): number => Date.now() / 1000;

/** What a read of an entity has seen. */
interface Watermark {
  readonly ids: ReadonlySet<string>;
  readonly newest: number;
}

/** Faults that need a particular session to come or go: the first, the newest's twin, the one after the anchor. */
export const arrivalAndDepartureMutants: readonly Mutant[] = [
  mutant(
    "emptied-end-repeats-its-token",
    ["pagination.terminates"],
    "A page that turns out empty gives back its own token, to try again later; a list at rest has no such page. Needs all that follows a token to be deleted.",
    class extends ListEndpoint {
      override async page(query: ListQuery): Promise<Page> {
        const page = await super.page(query);
        return page.rows.length === 0 ? { ...page, next: query.after } : page;
      }
    },
  ),
  mutant(
    "total-counts-the-deleted",
    ["pagination.no-trailing-empty-page"],
    "Whether more follow is told from a counter that deletions do not lower: the last page has a token, and behind it is nothing. Needs a deletion.",
    class extends ListEndpoint {
      override async page(query: ListQuery): Promise<Page> {
        const { rows, next } = await super.page(query);
        const last = query.entity.deleted.length === 0 ? undefined : rows.at(-1);
        return { rows, next: next ?? (last && { createdAt: last.createdAt, id: last.id }) };
      }
    },
  ),
  mutant(
    "deleted-anchor-repeats-its-second",
    ["pagination.delete-tolerant"],
    "Where the anchor is gone, the walk goes on from its second, inclusive: ties that were shown come again. Needs a deleted anchor with a tie before it.",
    class extends ListEndpoint {
      override startOf(rows: readonly StoredSession[], after: Position, query: ListQuery): number {
        if (rows.some(({ id }) => id === after.id)) return super.startOf(rows, after, query);
        const index = rows.findIndex(({ createdAt }) => createdAt <= after.createdAt);
        return index < 0 ? rows.length : index;
      }
    },
  ),
  mutant(
    "deleted-next-takes-another-along",
    ["pagination.delete-tolerant"],
    "The token names the first session of the next page; where that one was deleted, the one behind it is skipped as well. Needs the next session deleted, and not the anchor.",
    class extends ListEndpoint {
      override startOf(rows: readonly StoredSession[], after: Position, query: ListQuery): number {
        const index = rows.findIndex(({ id }) => id === after.id);
        return index < 0 ? super.startOf(rows, after, query) + 1 : index;
      }
      override markAt(rows: readonly StoredSession[], end: number, query: ListQuery): Position | undefined {
        return super.markAt(rows, end + 1, query);
      }
    },
  ),
  mutant(
    "anchor-and-next-deleted-ends-the-walk",
    ["pagination.delete-tolerant"],
    "The token names its anchor and, in case that is deleted, the next session; with both gone the walk ends. Needs both deleted between two pages.",
    class extends ListEndpoint {
      override startOf(rows: readonly StoredSession[], after: Position, query: ListQuery): number {
        const isKnown = rows.some(({ id }) => id === after.id || id === after.more);
        return isKnown ? super.startOf(rows, after, query) : rows.length;
      }
      override markAt(rows: readonly StoredSession[], end: number, query: ListQuery): Position | undefined {
        const mark = super.markAt(rows, end, query);
        return mark && { ...mark, more: rows[end]?.id };
      }
    },
  ),
  mutant(
    "empty-list-cached",
    ["pagination.fresh"],
    "Only `nothing here` is cached: an entity that was asked for before its first session stays empty. Needs an empty list, a first session, and the list again.",
    class extends ListEndpoint {
      readonly empty: Set<string> = new Set();
      override async page(query: ListQuery): Promise<Page> {
        if (this.empty.has(query.entity.id)) return { rows: [], next: undefined };
        const page = await super.page(query);
        if (page.rows.length === 0 && query.after === undefined) this.empty.add(query.entity.id);
        return page;
      }
    },
  ),
  mutant(
    "twin-of-the-newest-unseen",
    ["pagination.fresh"],
    "The read model fetches what is newer than the newest it has, with `>`: a session that begins in that very second never comes. Needs an insertion into the newest second after a read.",
    class extends ListEndpoint {
      readonly seen: Map<string, Watermark> = new Map();
      override visible(query: ListQuery): StoredSession[] {
        const seen = this.seen.get(query.entity.id);
        const rows = super.visible(query).filter((row) => seen?.newest !== row.createdAt || seen.ids.has(row.id));
        const newest = Math.max(0, ...rows.map(({ createdAt }) => createdAt));
        this.seen.set(query.entity.id, { ids: new Set(rows.map(({ id }) => id)), newest });
        return rows;
      }
    },
  ),
  mutant(
    "deleted-in-progress-still-listed",
    ["pagination.fresh"],
    "Deletion closes the row in the archive; a session in progress is not there yet, and stays in the list. Needs a deletion of one in progress.",
    class extends ListEndpoint {
      override visible(query: ListQuery): StoredSession[] {
        const stale = query.entity.deleted.filter(({ duration }) => duration === undefined);
        return [...super.visible(query), ...stale];
      }
    },
  ),
  mutant(
    "last-minute-left-out",
    { clauses: ["pagination.fresh"], killedBy: ["pagination.exactly-once"] },
    "The query ends a minute before now, so that late writes do not move pages: a session that has just begun is not listed. Needs a session of this very moment.",
    class extends ListEndpoint {
      override visible(query: ListQuery): StoredSession[] {
        return super.visible(query).filter(({ createdAt }) => createdAt < secondsNow() - minute);
      }
    },
  ),
  mutant(
    "newest-second-by-offset",
    ["pagination.insert-tolerant"],
    "Ties stand by insertion; within the newest second, where most changes are, the token is an offset, and a keyset behind it. Needs a page that ends in the newest second, and an insertion at the head.",
    class extends OtherOrder {
      override compare(left: StoredSession, right: StoredSession): number {
        return right.createdAt - left.createdAt || right.serial - left.serial;
      }
      override startOf(rows: readonly StoredSession[], after: Position, query: ListQuery): number {
        return typeof after.more === "number" ? after.more : super.startOf(rows, after, query);
      }
      override markAt(rows: readonly StoredSession[], end: number, query: ListQuery): Position | undefined {
        const mark = super.markAt(rows, end, query);
        return mark && rows[0]?.createdAt === mark.createdAt ? { ...mark, more: end } : mark;
      }
    },
  ),
];
