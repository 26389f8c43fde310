import type { NewSession, SessionChange } from "../corpus/backend.ts";
import { ListEndpoint, type ListQuery, type Page } from "../corpus/list-endpoint.ts";
import { MemoryData, type StoredSession } from "../corpus/memory-data.ts";
import type { Position } from "../corpus/page-token.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";
import { OtherOrder } from "./other-order.ts";
import { cut } from "./walking.ts";

/** Looks the anchor of a token up by its id; differs in what happens when it is gone. */
abstract class AnchorLookup extends ListEndpoint {
  override async page(query: ListQuery): Promise<Page> {
    const { after } = query;
    const rows = this.ordered(query);
    const anchor = rows.findIndex((row) => row.id === after?.id);
    return after === undefined || anchor >= 0
      ? cut(this, rows, anchor + 1, query)
      : this.anchorGone(rows, after, query);
  }
  abstract anchorGone(rows: readonly StoredSession[], after: Position, query: ListQuery): Page;
}

/** Keeps the rows of a list under a key, for as long as the key is the same. */
abstract class ListCache extends ListEndpoint {
  readonly lists: Map<string, StoredSession[]> = new Map();
  override visible(query: ListQuery): StoredSession[] {
    const key = `${query.entity.id} ${this.keyOf(query)}`;
    const rows = this.lists.get(key) ?? super.visible(query);
    this.lists.set(key, rows);
    return [...rows];
  }
  abstract keyOf(query: ListQuery): string | number;
}

/** A replica that is one acknowledged write behind. */
class LaggingData extends MemoryData {
  readonly replica: Map<string, readonly StoredSession[]> = new Map();
  /** What a scenario brings along has been copied by the time of the first read. */
  keep(entityId: string): void {
    if (!this.shared.has(`read ${entityId}`)) return;
    this.replica.set(entityId, [...(this.entities.get(entityId)?.sessions ?? [])]);
  }
  override insert(entityId: string, session: NewSession): StoredSession | undefined {
    this.keep(entityId);
    return super.insert(entityId, session);
  }
  override update(entityId: string, sessionId: string, change: SessionChange): StoredSession | undefined {
    this.keep(entityId);
    return super.update(entityId, sessionId, change);
  }
  override remove(entityId: string, sessionId: string): boolean {
    this.keep(entityId);
    return super.remove(entityId, sessionId);
  }
}

function lagging(data: MemoryData, { entity }: ListQuery): StoredSession[] | undefined {
  data.shared.set(`read ${entity.id}`, true);
  const rows = (data as LaggingData).replica.get(entity.id);
  return rows && [...rows];
}

const newest = (rows: readonly StoredSession[]): number => Math.max(0, ...rows.map((row) => row.createdAt));

/** Faults that show only when the list changes. */
export const changeMutants: readonly Mutant[] = [
  mutant(
    "offset-paging",
    ["pagination.insert-tolerant", "pagination.delete-tolerant"],
    "The token is an offset: an insertion at the head repeats a session, a deletion loses one.",
    class extends ListEndpoint {
      override startOf(_rows: readonly StoredSession[], after: Position): number {
        return Number(after.more);
      }
      override markAt(_rows: readonly StoredSession[], end: number): Position {
        return { createdAt: 0, id: "", more: end };
      }
    },
  ),
  mutant(
    "offset-from-the-oldest",
    ["pagination.delete-tolerant", "pagination.insert-tolerant"],
    "The token counts what is left, from the oldest: insertions at the head do no harm. Needs one among the older sessions, deleted or inserted.",
    class extends ListEndpoint {
      override startOf(rows: readonly StoredSession[], after: Position): number {
        return Math.max(0, rows.length - Number(after.more));
      }
      override markAt(rows: readonly StoredSession[], end: number): Position {
        return { createdAt: 0, id: "", more: rows.length - end };
      }
    },
  ),
  mutant(
    "second-and-count",
    { clauses: ["pagination.insert-tolerant", "pagination.delete-tolerant"], killedBy: ["pagination.delete-tolerant"] },
    "The token is the anchor's second and how many of that second were shown. Needs a session of that very second inserted before those shown, or a shown one deleted.",
    class extends ListEndpoint {
      override startOf(rows: readonly StoredSession[], after: Position): number {
        const first = rows.findIndex((row) => row.createdAt <= after.createdAt);
        if (first < 0) return rows.length;
        const isThere = rows[first]?.createdAt === after.createdAt;
        return isThere ? first + Number(after.more) : first;
      }
      override markAt(rows: readonly StoredSession[], end: number): Position | undefined {
        const anchor = rows[end - 1];
        const shown = rows.slice(0, end).filter((row) => row.createdAt === anchor?.createdAt).length;
        return anchor && { createdAt: anchor.createdAt, id: "", more: shown };
      }
    },
  ),
  mutant(
    "walk-bounded-by-first-count",
    ["pagination.insert-tolerant"],
    "The token carries how many are left, as counted on page one: a session inserted behind the position pushes the oldest off the end. Needs an insertion into the past during a walk.",
    class extends ListEndpoint {
      override async page(query: ListQuery): Promise<Page> {
        const left = Number(query.after?.more ?? query.entity.sessions.length);
        const { rows, next } = await super.page({ ...query, size: Math.min(query.size, left) });
        const rest = left - rows.length;
        return { rows, next: next === undefined || rest <= 0 ? undefined : { ...next, more: rest } };
      }
    },
  ),
  mutant(
    "insertion-voids-tokens",
    { clauses: ["pagination.insert-tolerant", "pagination.token-replays"], killedBy: ["pagination.insert-tolerant"] },
    "Tokens carry the count of insertions, and are refused when it has changed: a walk on a busy channel never ends well.",
    class extends ListEndpoint {
      override async list(query: ListQuery): ReturnType<ListEndpoint["list"]> {
        const { after, entity } = query;
        const count = entity.sessions.length + entity.deleted.length;
        return after === undefined || after.more === count
          ? super.list(query)
          : this.badRequest("The list has changed.");
      }
      override markAt(rows: readonly StoredSession[], end: number, query: ListQuery): Position | undefined {
        const mark = super.markAt(rows, end, query);
        return mark && { ...mark, more: query.entity.sessions.length + query.entity.deleted.length };
      }
    },
  ),
  mutant(
    "deleted-anchor-ends-the-walk",
    ["pagination.delete-tolerant"],
    "Prisma's cursor is a row: where it was deleted nothing is found, and the walk ends early.",
    class extends AnchorLookup {
      anchorGone(): Page {
        return { rows: [], next: undefined };
      }
    },
  ),
  mutant(
    "deleted-anchor-is-500",
    ["pagination.delete-tolerant"],
    "The anchor is loaded by id, and it is null.",
    class extends AnchorLookup {
      anchorGone(): never {
        throw new TypeError("Cannot read properties of null (reading 'created_at')");
      }
    },
  ),
  mutant(
    "deleted-anchor-starts-again",
    { clauses: ["pagination.delete-tolerant", "pagination.exactly-once"], killedBy: ["pagination.delete-tolerant"] },
    "findIndex gives -1, plus one is 0: where the anchor was deleted, page one comes again.",
    class extends AnchorLookup {
      anchorGone(rows: readonly StoredSession[], _after: Position, query: ListQuery): Page {
        return cut(this, rows, 0, query);
      }
    },
  ),
  mutant(
    "deleted-anchor-is-400",
    ["pagination.delete-tolerant"],
    "`No such starting_after`: the token is refused when its anchor is gone.",
    class extends ListEndpoint {
      override async list(query: ListQuery): ReturnType<ListEndpoint["list"]> {
        const { after, entity } = query;
        const isThere = after === undefined || entity.sessions.some((row) => row.id === after.id);
        return isThere ? super.list(query) : this.badRequest("The session of this page_token does not exist.");
      }
    },
  ),
  mutant(
    "deleted-anchor-loses-the-next",
    ["pagination.delete-tolerant"],
    "Reads from the anchor on, inclusive, and always skips one row: with the anchor gone that row is the next session.",
    class extends AnchorLookup {
      anchorGone(rows: readonly StoredSession[], after: Position, query: ListQuery): Page {
        return cut(this, rows, this.startOf(rows, after, query) + 1, query);
      }
    },
  ),
  mutant(
    "deleted-anchor-loses-its-second",
    ["pagination.delete-tolerant"],
    "Where the anchor is gone, the fallback compares created_at alone: its remaining ties are lost. Needs a deleted anchor with a tie on the next page.",
    class extends AnchorLookup {
      anchorGone(rows: readonly StoredSession[], after: Position, query: ListQuery): Page {
        const start = rows.findIndex((row) => row.createdAt < after.createdAt);
        return cut(this, rows, start < 0 ? rows.length : start, query);
      }
    },
  ),
  mutant(
    "update-moves-the-anchor",
    { clauses: ["pagination.exactly-once", "ordering.unmoved-by-update"], killedBy: ["ordering.unmoved-by-update"] },
    "The token is valid only as long as its anchor is unchanged: after an update the position is taken for that of updated_at. Needs an update of the anchor during a walk.",
    class extends ListEndpoint {
      override startOf(rows: readonly StoredSession[], after: Position, query: ListQuery): number {
        const anchor = rows.find((row) => row.id === after.id);
        const isChanged = anchor !== undefined && anchor.updatedAt !== after.more;
        return super.startOf(rows, isChanged ? { ...after, createdAt: anchor.updatedAt } : after, query);
      }
      override markAt(rows: readonly StoredSession[], end: number, query: ListQuery): Position | undefined {
        const mark = super.markAt(rows, end, query);
        return mark && { ...mark, more: rows[end - 1]?.updatedAt };
      }
    },
  ),
  mutant(
    "first-page-cached",
    ["pagination.fresh"],
    "Page one is cached for a minute. Needs a change between two reads of the same first page.",
    class extends ListEndpoint {
      readonly pages: Map<string, Page> = new Map();
      override async page(query: ListQuery): Promise<Page> {
        if (query.after !== undefined) return super.page(query);
        const key = `${query.entity.id} ${query.size}`;
        const page = this.pages.get(key) ?? (await super.page(query));
        this.pages.set(key, page);
        return page;
      }
    },
  ),
  mutant(
    "later-pages-cached",
    ["pagination.fresh"],
    "Pages with a token never change, somebody thought, and caches them for good. Needs a change behind the first page and a second walk of the same size.",
    class extends ListEndpoint {
      readonly pages: Map<string, Page> = new Map();
      override async page(query: ListQuery): Promise<Page> {
        if (query.after === undefined) return super.page(query);
        const key = JSON.stringify([query.entity.id, query.size, query.after]);
        const page = this.pages.get(key) ?? (await super.page(query));
        this.pages.set(key, page);
        return page;
      }
    },
  ),
  mutant(
    "cached-until-count-changes",
    { clauses: ["pagination.fresh", "representation.faithful"], killedBy: ["pagination.fresh"] },
    "The cache is dropped when the number of sessions changes: an update is not seen, nor a deletion and an insertion together.",
    class extends ListCache {
      keyOf({ entity }: ListQuery): number {
        return entity.sessions.length;
      }
    },
  ),
  mutant(
    "cached-until-newest-changes",
    ["pagination.fresh"],
    "The cache is dropped when max(created_at) changes: a deletion further back, or an insertion into the past, is not seen.",
    class extends ListCache {
      keyOf({ entity }: ListQuery): number {
        return newest(entity.sessions);
      }
    },
  ),
  mutant(
    "cached-until-insertion",
    { clauses: ["pagination.fresh", "pagination.delete-tolerant"], killedBy: ["pagination.fresh"] },
    "Only insertions drop the cache: a deleted session is listed, an ended one is shown in progress.",
    class extends ListCache {
      keyOf({ entity }: ListQuery): number {
        return entity.sessions.length + entity.deleted.length;
      }
    },
  ),
  mutant(
    "deletion-not-shown",
    ["pagination.fresh"],
    "Soft delete: the flag is set, and the list does not look at it.",
    class extends ListEndpoint {
      override visible(query: ListQuery): StoredSession[] {
        return [...super.visible(query), ...query.entity.deleted];
      }
    },
  ),
  mutant(
    "tombstones",
    ["pagination.fresh", "representation.schema"],
    "A deleted session stays in its place as a tombstone: its id and `deleted: true`.",
    class extends ListEndpoint {
      override visible(query: ListQuery): StoredSession[] {
        return [...super.visible(query), ...query.entity.deleted];
      }
      override item(row: StoredSession, query: ListQuery): Readonly<Record<string, unknown>> {
        return query.entity.deleted.includes(row) ? { id: row.id, deleted: true } : super.item(row, query);
      }
    },
  ),
  mutant(
    "one-write-behind",
    ["pagination.fresh"],
    "Reads go to a replica that has not got the last acknowledged write, and no settling time is declared.",
    class extends ListEndpoint {
      override visible(query: ListQuery): StoredSession[] {
        return lagging(this.data, query) ?? super.visible(query);
      }
    },
    { Data: LaggingData },
  ),
  mutant(
    "second-instance-behind",
    ["pagination.fresh"],
    "Only the second base URL reads from the lagging replica.",
    class extends ListEndpoint {
      override visible(query: ListQuery): StoredSession[] {
        const behind = lagging(this.data, query);
        return this.instance === 0 ? super.visible(query) : (behind ?? super.visible(query));
      }
    },
    { Data: LaggingData, instances: 2 },
  ),
  mutant(
    "insertions-at-the-head-only",
    { clauses: ["pagination.fresh", "ordering.newest-first"], killedBy: ["pagination.fresh"] },
    "An in-memory list puts what is inserted at its front, unsorted. Needs an insertion that is older than the newest.",
    class extends OtherOrder {
      override ordered(query: ListQuery): StoredSession[] {
        const key = `loaded ${query.entity.id}`;
        this.data.shared.set(key, this.data.shared.get(key) ?? this.data.serial);
        return super.ordered(query);
      }
      override compare(left: StoredSession, right: StoredSession): number {
        const loaded = Number(this.data.shared.get(`loaded ${left.entityId}`));
        const late = (row: StoredSession): number => Math.max(0, row.serial - loaded);
        return late(right) - late(left) || super.compare(left, right);
      }
    },
  ),
];
