import type { NewSession } from "../corpus/backend.ts";
import { descending, ListEndpoint, type ListQuery, type Page } from "../corpus/list-endpoint.ts";
import { MemoryData, type StoredSession } from "../corpus/memory-data.ts";
import type { Position } from "../corpus/page-token.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { utcSeconds } from "../corpus/timestamps.ts";
import { mutant } from "./mutant.ts";

/** Rows that were deleted are marked, and stay where they were. */
abstract class Marked extends ListEndpoint {
  /** Whether anything follows, by rows that are there and those that are not. */
  abstract follows(query: ListQuery, rows: readonly StoredSession[], isCut: boolean): boolean;
  override async page(query: ListQuery): Promise<Page> {
    const page = await super.page(query);
    const last = page.rows.at(-1);
    if (
      page.next !== undefined ||
      last === undefined ||
      !this.follows(query, page.rows, page.rows.length === query.size)
    )
      return page;
    return { rows: page.rows, next: { createdAt: last.createdAt, id: last.id } };
  }
}

/** Remembers which sessions came without a time. */
class StampedByTheStore extends MemoryData {
  readonly stamped: Set<string> = new Set();
  override insert(entityId: string, session: NewSession): StoredSession | undefined {
    const made = super.insert(entityId, session);
    const isNow = Math.abs(session.createdAt - Date.now() / 1000) < 2;
    if (made !== undefined && isNow) this.stamped.add(made.id);
    return made;
  }
}

/** Orders by how times are written: the store's own have a blank where the others have a T. */
class OrderedAsWritten extends ListEndpoint {
  written({ id, createdAt }: StoredSession): string {
    const isStamped = (this.data as StampedByTheStore).stamped.has(id);
    return isStamped ? utcSeconds(createdAt).replace("T", " ") : utcSeconds(createdAt);
  }
  override compare(left: StoredSession, right: StoredSession): number {
    return descending(this.written(left), this.written(right)) || descending(left.id, right.id);
  }
  override startOf(rows: readonly StoredSession[], after: Position): number {
    return rows.findIndex(({ id }) => id === after.id) + 1;
  }
}

/** Faults of rows that are not where the list takes them to be: deleted ones, ones ahead of the clock, ones of another spelling. */
export const rowOutOfPlaceMutants: readonly Mutant[] = [
  mutant(
    "deleted-rows-follow",
    ["pagination.no-trailing-empty-page"],
    "Whether anything follows is asked without the mark of deletion: behind the last row stands one that was deleted, and its page is empty.",
    class extends Marked {
      follows({ entity }: ListQuery, rows: readonly StoredSession[], isCut: boolean): boolean {
        const last = rows.at(-1);
        return isCut && last !== undefined && entity.deleted.some(({ createdAt }) => createdAt < last.createdAt);
      }
    },
  ),
  mutant(
    "deleted-rows-are-counted",
    ["pagination.no-trailing-empty-page"],
    "COUNT(*) is kept with the entity, and deletions do not lower it: the last page is not known by it.",
    class extends Marked {
      follows({ entity }: ListQuery, rows: readonly StoredSession[], isCut: boolean): boolean {
        const listed = entity.sessions.filter((row) => rows.some((last) => this.compare(row, last) <= 0)).length;
        return isCut && listed < entity.sessions.length + entity.deleted.length;
      }
    },
  ),
  mutant(
    "own-times-written-with-a-blank",
    ["ordering.newest-first"],
    "Times are text in the store: those of CURRENT_TIMESTAMP have a blank where given ones have a T, and so are older than all of their day.",
    OrderedAsWritten,
    { Data: StampedByTheStore },
  ),
];
