import { ListEndpoint, type ListQuery, type Page } from "../corpus/list-endpoint.ts";
import type { StoredSession } from "../corpus/memory-data.ts";
import type { Position } from "../corpus/page-token.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";

const minute = (seconds: number): number => Math.floor(seconds / 60) * 60;

/** A page from `start` on, in the base's way. */
export function cut(endpoint: ListEndpoint, rows: readonly StoredSession[], start: number, query: ListQuery): Page {
  const end = start + query.size;
  return { rows: rows.slice(start, end), next: end < rows.length ? endpoint.markAt(rows, end, query) : undefined };
}

/** Faults of a walk over data that does not change: sessions lost or repeated at a boundary. */
export const walkingMutants: readonly Mutant[] = [
  mutant(
    "keyset-time-only",
    ["pagination.exactly-once"],
    "WHERE created_at < the anchor's, no tie-breaker: the rest of a tie that a boundary cuts is lost.",
    class extends ListEndpoint {
      override isBehind(row: StoredSession, after: Position): boolean {
        return row.createdAt < after.createdAt;
      }
    },
  ),
  mutant(
    "keyset-time-or-equal",
    { clauses: ["pagination.exactly-once", "pagination.terminates"], killedBy: ["pagination.exactly-once"] },
    "WHERE created_at <= the anchor's: the anchor and its ties come again.",
    class extends ListEndpoint {
      override isBehind(row: StoredSession, after: Position): boolean {
        return row.createdAt <= after.createdAt;
      }
    },
  ),
  mutant(
    "keyset-or-equal-without-anchor",
    { clauses: ["pagination.exactly-once", "pagination.terminates"], killedBy: ["pagination.exactly-once"] },
    "created_at <= the anchor's AND id <> the anchor's: right for ties of two whose first is the anchor; a tie of three repeats or loops.",
    class extends ListEndpoint {
      override isBehind(row: StoredSession, after: Position): boolean {
        return row.createdAt <= after.createdAt && row.id !== after.id;
      }
    },
  ),
  mutant(
    "tie-breaker-wrong-way",
    ["pagination.exactly-once"],
    "Ordered by id descending, compared by id ascending. Needs a tie across a boundary.",
    class extends ListEndpoint {
      override isBehind(row: StoredSession, after: Position): boolean {
        return row.createdAt < after.createdAt || (row.createdAt === after.createdAt && row.id > after.id);
      }
    },
  ),
  mutant(
    "tie-breaker-not-in-order",
    ["pagination.exactly-once"],
    "The token compares ids, ORDER BY has created_at alone: ties stand by insertion. Needs a tie across a boundary.",
    class extends ListEndpoint {
      override compare(left: StoredSession, right: StoredSession): number {
        return right.createdAt - left.createdAt || left.serial - right.serial;
      }
      override ordered(query: ListQuery): StoredSession[] {
        const { after } = query;
        const rows = super.ordered(query);
        return after === undefined ? rows : rows.filter((row) => this.isBehind(row, after));
      }
      override startOf(): number {
        return 0;
      }
    },
  ),
  mutant(
    "keyset-joined-by-and",
    ["pagination.exactly-once"],
    "created_at <= ? AND id < ?: older sessions with a larger id are lost.",
    class extends ListEndpoint {
      override ordered(query: ListQuery): StoredSession[] {
        const { after } = query;
        const rows = super.ordered(query);
        if (after === undefined) return rows;
        return rows.filter((row) => row.createdAt <= after.createdAt && row.id < after.id);
      }
    },
  ),
  mutant(
    "token-truncates-to-minute",
    ["pagination.exactly-once"],
    "The token carries the anchor's minute: what is older within that minute is lost. Needs two sessions of a minute across a boundary.",
    class extends ListEndpoint {
      override markAt(rows: readonly StoredSession[], end: number, query: ListQuery): Position | undefined {
        const mark = super.markAt(rows, end, query);
        return mark && { ...mark, createdAt: minute(mark.createdAt) };
      }
    },
  ),
  mutant(
    "token-rounds-up-to-minute",
    { clauses: ["pagination.exactly-once", "pagination.terminates"], killedBy: ["pagination.exactly-once"] },
    "The token carries the anchor's minute rounded up: what is newer within it comes again.",
    class extends ListEndpoint {
      override markAt(rows: readonly StoredSession[], end: number, query: ListQuery): Position | undefined {
        const mark = super.markAt(rows, end, query);
        return mark && { ...mark, createdAt: minute(mark.createdAt + 59) };
      }
    },
  ),
  mutant(
    "token-in-float32",
    ["pagination.exactly-once"],
    "The token keeps its time as a 32-bit float, off by up to 64 s. Needs sessions that close to each other across a boundary.",
    class extends ListEndpoint {
      override markAt(rows: readonly StoredSession[], end: number, query: ListQuery): Position | undefined {
        const mark = super.markAt(rows, end, query);
        return mark && { ...mark, createdAt: Math.fround(mark.createdAt) };
      }
    },
  ),
  mutant(
    "page-number-with-current-size",
    {
      clauses: ["pagination.exactly-once", "pagination.insert-tolerant", "pagination.delete-tolerant"],
      killedBy: ["pagination.exactly-once"],
    },
    "The token is a page number, multiplied by the size of the request it comes with. Right at one size; needs a size that changes on the way.",
    class extends ListEndpoint {
      override startOf(_rows: readonly StoredSession[], after: Position, query: ListQuery): number {
        return Number(after.more) * query.size;
      }
      override markAt(_rows: readonly StoredSession[], _end: number, query: ListQuery): Position {
        return { createdAt: 0, id: "", more: Number(query.after?.more ?? 0) + 1 };
      }
    },
  ),
  mutant(
    "token-of-the-extra-row",
    ["pagination.exactly-once"],
    "Reads size + 1 rows to see whether more follow, and makes the token from the extra one, which is then never shown.",
    class extends ListEndpoint {
      override markAt(rows: readonly StoredSession[], end: number, query: ListQuery): Position | undefined {
        return super.markAt(rows, end + 1, query);
      }
    },
  ),
  mutant(
    "last-row-of-all-lost",
    ["pagination.exactly-once"],
    "Tells whether more follow by end < total - 1: a lone last session is lost. Needs a total of one more than a multiple of the size.",
    class extends ListEndpoint {
      override async page(query: ListQuery): Promise<Page> {
        const page = await super.page(query);
        const rest =
          page.next === undefined ? [] : this.ordered(query).slice(this.startOf(this.ordered(query), page.next, query));
        return rest.length === 1 ? { ...page, next: undefined } : page;
      }
    },
  ),
  mutant(
    "extra-row-clamped-to-100",
    ["pagination.exactly-once"],
    "Reads min(size + 1, 100) rows: at page_size 100 the extra row is never seen and the walk ends. Needs more than 100 sessions.",
    class extends ListEndpoint {
      override async page(query: ListQuery): Promise<Page> {
        const page = await super.page(query);
        return query.size === 100 ? { ...page, next: undefined } : page;
      }
    },
  ),
  mutant(
    "cap-of-50-unsaid",
    ["pagination.exactly-once"],
    "A lower layer returns 50 rows at most, and fewer rows than asked for are taken for the end. Needs more than 50 sessions and a size above 50.",
    class extends ListEndpoint {
      override async page(query: ListQuery): Promise<Page> {
        if (query.size <= 50) return super.page(query);
        return { ...(await super.page({ ...query, size: 50 })), next: undefined };
      }
    },
  ),
  mutant(
    "deduplicated-by-second",
    ["pagination.exactly-once"],
    "Rows go into a map by created_at: one session of each second remains.",
    class extends ListEndpoint {
      override visible(query: ListQuery): StoredSession[] {
        return [...new Map(super.visible(query).map((row) => [row.createdAt, row])).values()];
      }
    },
  ),
  mutant(
    "page-deduplicated-by-second",
    ["pagination.exactly-once"],
    "The page, not the list, is keyed by created_at. Needs a tie inside a page; at page_size 1 all is right.",
    class extends ListEndpoint {
      override async page(query: ListQuery): Promise<Page> {
        const { rows, next } = await super.page(query);
        return { rows: [...new Map(rows.map((row) => [row.createdAt, row])).values()], next };
      }
    },
  ),
  mutant(
    "join-repeats-updated-sessions",
    ["pagination.exactly-once"],
    "A join with the session's events, without DISTINCT: one with an end and a later update stands twice on its page. Needs updated_at later than the end.",
    class extends ListEndpoint {
      override ordered(query: ListQuery): StoredSession[] {
        const isTwice = (row: StoredSession): boolean =>
          row.duration !== undefined && row.updatedAt > row.createdAt + row.duration + 1;
        return super.ordered(query).flatMap((row) => (isTwice(row) ? [row, row] : [row]));
      }
    },
  ),
  mutant(
    "newest-hundred-only",
    ["pagination.exactly-once"],
    "LIMIT 100 in the query below, pages are cut from what it gives. Needs more than 100 sessions.",
    class extends ListEndpoint {
      override ordered(query: ListQuery): StoredSession[] {
        return super.ordered(query).slice(0, 100);
      }
    },
  ),
  mutant(
    "ten-pages-deep",
    ["pagination.exactly-once"],
    "Stops after ten pages, as result windows do. Needs more than ten pages: forty sessions and a size of 3, say.",
    class extends ListEndpoint {
      override async page(query: ListQuery): Promise<Page> {
        const page = await super.page(query);
        const depth = Number(query.after?.more ?? 1);
        if (page.next === undefined || depth >= 10) return { ...page, next: undefined };
        return { ...page, next: { ...page.next, more: depth + 1 } };
      }
    },
  ),
  mutant(
    "filtered-after-limit",
    { clauses: ["pagination.exactly-once", "pagination.delete-tolerant"], killedBy: ["pagination.delete-tolerant"] },
    "Deleted sessions are filtered out after LIMIT, and a page that became short is taken for the last. Needs a deletion.",
    class extends ListEndpoint {
      override async page(query: ListQuery): Promise<Page> {
        const gone = new Set(query.entity.deleted.map((row) => row.id));
        const all = [...super.visible(query), ...query.entity.deleted].sort((left, right) => this.compare(left, right));
        const start = query.after === undefined ? 0 : this.startOf(all, query.after, query);
        const { rows, next } = cut(this, all, start, query);
        const live = rows.filter((row) => !gone.has(row.id));
        return { rows: live, next: live.length < query.size ? undefined : next };
      }
    },
  ),
  mutant(
    "in-progress-left-out",
    {
      clauses: ["pagination.exactly-once", "ordering.in-progress-by-creation", "pagination.fresh"],
      killedBy: ["pagination.exactly-once"],
    },
    "The list is made of finished recordings: a session appears only once it has ended.",
    class extends ListEndpoint {
      override visible(query: ListQuery): StoredSession[] {
        return super.visible(query).filter((row) => row.duration !== undefined);
      }
    },
  ),
  mutant(
    "zero-length-left-out",
    ["pagination.exactly-once"],
    "WHERE duration IS NULL OR duration > 0. Needs an ended session of duration 0.",
    class extends ListEndpoint {
      override visible(query: ListQuery): StoredSession[] {
        return super.visible(query).filter((row) => row.duration !== 0);
      }
    },
  ),
  mutant(
    "tie-wider-than-a-page-nudged",
    ["pagination.exactly-once"],
    "So that an inclusive cursor cannot stand still, a page whose rows all share one second moves on past that second: the rest of the tie is lost. Needs a tie of three or more and a size of two or more below it.",
    class extends ListEndpoint {
      override async page(query: ListQuery): Promise<Page> {
        const { rows, next } = await super.page(query);
        const isStuck = rows.length > 1 && rows[0]?.createdAt === rows.at(-1)?.createdAt;
        return { rows, next: isStuck && next !== undefined ? { ...next, id: "" } : next };
      }
    },
  ),
  mutant(
    "token-of-updated-at",
    { clauses: ["pagination.exactly-once", "pagination.terminates"], killedBy: ["pagination.exactly-once"] },
    "The list is ordered by created_at, and the token holds the anchor's updated_at. Needs an anchor that was updated after its creation.",
    class extends ListEndpoint {
      override markAt(rows: readonly StoredSession[], end: number, query: ListQuery): Position | undefined {
        const mark = super.markAt(rows, end, query);
        return mark && { ...mark, createdAt: rows[end - 1]?.updatedAt ?? mark.createdAt };
      }
    },
  ),
  mutant(
    "live-session-on-every-page",
    ["pagination.exactly-once"],
    "The newest session in progress is pinned to the top of every page. Needs a session in progress and a page of two or more that it is not on.",
    class extends ListEndpoint {
      override async page(query: ListQuery): Promise<Page> {
        const live = this.ordered(query).find((row) => row.duration === undefined);
        const page = await super.page(query);
        const isPinned = live !== undefined && query.after !== undefined && query.size > 1 && !page.rows.includes(live);
        if (!isPinned) return page;
        const { rows, next } = await super.page({ ...query, size: query.size - 1 });
        return { rows: [live, ...rows], next };
      }
    },
  ),
  mutant(
    "limited-before-filtered",
    ["pagination.exactly-once"],
    "LIMIT counts the sessions of all the account's entities, which are filtered afterwards; a page that became short is taken for the last. Needs another entity with sessions of the same time.",
    class extends ListEndpoint {
      override async page(query: ListQuery): Promise<Page> {
        const entities = [...this.data.entities.values()].filter(({ accountId }) => accountId === query.account.id);
        const all = entities.flatMap(({ sessions }) => sessions).sort((left, right) => this.compare(left, right));
        const start = query.after === undefined ? 0 : this.startOf(all, query.after, query);
        const { rows, next } = cut(this, all, start, query);
        const own = rows.filter((row) => row.entityId === query.entity.id);
        return { rows: own, next: own.length < query.size ? undefined : next };
      }
    },
  ),
  mutant(
    "first-page-skips-newest-tie",
    ["pagination.exactly-once"],
    "Page one is bounded by created_at < max(created_at) OR id = the newest's: ties of the newest session are lost. Needs two sessions in the newest second.",
    class extends ListEndpoint {
      override ordered(query: ListQuery): StoredSession[] {
        const [first, ...rest] = super.ordered(query);
        return first === undefined ? [] : [first, ...rest.filter((row) => row.createdAt < first.createdAt)];
      }
    },
  ),
];
