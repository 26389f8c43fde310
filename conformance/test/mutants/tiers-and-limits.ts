import { ListEndpoint, type ListQuery, type Page } from "../corpus/list-endpoint.ts";
import type { StoredSession } from "../corpus/memory-data.ts";
import type { Position } from "../corpus/page-token.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";

const day = 86_400;

/** A list that holds less than the store does. */
abstract class Part extends ListEndpoint {
  override visible(query: ListQuery): StoredSession[] {
    return this.part(super.visible(query), query);
  }
  abstract part(rows: StoredSession[], query: ListQuery): StoredSession[];
}

const newestOf = (rows: readonly StoredSession[]): number => Math.max(0, ...rows.map(({ createdAt }) => createdAt));

/** Faults of stores in several parts, and of limits that small data never reaches. */
export const tierAndLimitMutants: readonly Mutant[] = [
  mutant(
    "archive-asked-only-if-nothing-is-hot",
    ["pagination.exactly-once"],
    "What is older than 30 days is moved to an archive, which is asked only where the hot store has nothing: an entity with both shows no old session.",
    class extends Part {
      part(rows: StoredSession[]): StoredSession[] {
        const hot = rows.filter(({ createdAt }) => createdAt > Date.now() / 1000 - 30 * day);
        return hot.length > 0 ? hot : rows;
      }
    },
  ),
  mutant(
    "walk-ends-at-the-archive",
    ["pagination.exactly-once"],
    "The token of the last hot page says that nothing follows; only a client that asks for more than there is hot sees the archive.",
    class extends ListEndpoint {
      override async page(query: ListQuery): Promise<Page> {
        const page = await super.page(query);
        const isHot = (row: StoredSession): boolean => row.createdAt > Date.now() / 1000 - 30 * day;
        const last = page.rows.at(-1);
        const ordered = this.ordered(query);
        const follows = last === undefined ? undefined : ordered[ordered.findIndex(({ id }) => id === last.id) + 1];
        const isBorder = last !== undefined && isHot(last) && follows !== undefined && !isHot(follows);
        return isBorder ? { rows: page.rows, next: undefined } : page;
      }
    },
  ),
  mutant(
    "border-row-in-both-stores",
    ["pagination.exactly-once"],
    "The job copies a day to the archive before it deletes it: the newest archived session is in both, and the merge keeps both.",
    class extends Part {
      part(rows: StoredSession[]): StoredSession[] {
        const isHot = (row: StoredSession): boolean => row.createdAt > Date.now() / 1000 - 30 * day;
        const [newest] = rows.filter((row) => !isHot(row)).sort((left, right) => right.createdAt - left.createdAt);
        return newest !== undefined && rows.some(isHot) ? [...rows, newest] : rows;
      }
    },
  ),
  mutant(
    "three-years-are-kept",
    ["pagination.exactly-once"],
    "Retention counts from the entity's newest session: what is three years older is left out of the list, and still billed.",
    class extends Part {
      part(rows: StoredSession[]): StoredSession[] {
        const from = newestOf(rows) - 3 * 365 * day;
        return rows.filter(({ createdAt }) => createdAt >= from);
      }
    },
  ),
  mutant(
    "twenty-four-partitions",
    ["pagination.exactly-once"],
    "A partition a month, and a read unions the 24 newest of the entity's span: sessions before that are not found.",
    class extends Part {
      part(rows: StoredSession[]): StoredSession[] {
        const newest = new Date(newestOf(rows) * 1000);
        const from = Date.UTC(newest.getUTCFullYear(), newest.getUTCMonth() - 23, 1) / 1000;
        return rows.filter(({ createdAt }) => createdAt >= from);
      }
    },
  ),
  mutant(
    "twenty-rows-of-one-second",
    ["pagination.exactly-once"],
    "Ties are fetched in one extra query with LIMIT 20: of a second with more, the rest is never shown.",
    class extends Part {
      part(rows: StoredSession[]): StoredSession[] {
        const counts = new Map<number, number>();
        return rows.filter(({ createdAt }) => {
          const count = (counts.get(createdAt) ?? 0) + 1;
          counts.set(createdAt, count);
          return count <= 20;
        });
      }
    },
  ),
  mutant(
    "second-larger-than-a-page-is-skipped",
    ["pagination.exactly-once"],
    "A page that begins and ends in one second takes the next second for its place: of a second that fills two pages and more, the middle is lost.",
    class extends ListEndpoint {
      override markAt(rows: readonly StoredSession[], end: number, query: ListQuery): Position | undefined {
        const [first, last] = [rows[end - query.size], rows[end - 1]];
        const isOneSecond = query.size >= 7 && first !== undefined && first.createdAt === last?.createdAt;
        return isOneSecond ? { createdAt: first.createdAt, id: "" } : super.markAt(rows, end, query);
      }
    },
  ),
  mutant(
    "window-of-200",
    ["pagination.exactly-once"],
    "from + size must not pass the result window, 200 here: behind it the last page says that it is the last.",
    class extends Part {
      part(rows: StoredSession[]): StoredSession[] {
        return rows.sort((left, right) => this.compare(left, right)).slice(0, 200);
      }
    },
  ),
  mutant(
    "twenty-pages-are-enough",
    ["pagination.exactly-once"],
    "A guard against scrapers counts pages in the token and ends the walk after the twentieth, whatever follows. Needs a walk of more than 20 pages.",
    class extends ListEndpoint {
      override markAt(rows: readonly StoredSession[], end: number, query: ListQuery): Position | undefined {
        const mark = super.markAt(rows, end, query);
        const pages = Number(query.after?.more ?? 1);
        return mark === undefined || pages >= 20 ? undefined : { ...mark, more: pages + 1 };
      }
    },
  ),
  mutant(
    "page-number-of-four-bits",
    ["pagination.exactly-once", "pagination.terminates"],
    "The token holds a page number that begins again after 16: a long walk never ends.",
    class extends ListEndpoint {
      override markAt(_rows: readonly StoredSession[], _end: number, query: ListQuery): Position {
        const pages = (Number(query.after?.createdAt ?? 0) + 1) & 15;
        return { createdAt: pages, id: "page", more: query.size };
      }
      override startOf(_rows: readonly StoredSession[], { createdAt, more }: Position, { size }: ListQuery): number {
        return createdAt * Number(more ?? size);
      }
    },
  ),
];
