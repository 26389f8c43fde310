import type { Reply } from "../corpus/exchange.ts";
import { ListEndpoint, type ListQuery, type Page } from "../corpus/list-endpoint.ts";
import type { StoredSession } from "../corpus/memory-data.ts";
import type { Position } from "../corpus/page-token.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";

const yearOf = ({ createdAt }: StoredSession): number => new Date(createdAt * 1000).getUTCFullYear();

function unpaddedDay({ createdAt }: StoredSession): string {
  const day = new Date(createdAt * 1000);
  return `${day.toISOString().slice(0, 7)}-${day.getUTCDate()}`;
}

const keptOfASecond = 10;

/** Faults that only certain rows show, or only certain rows gone. */
export const rareRowMutants: readonly Mutant[] = [
  mutant(
    "ten-of-a-second-kept",
    ["pagination.exactly-once"],
    "Rows are kept under their second, ten columns wide: an eleventh session of one second is not listed. Needs more ties than a page of the default size holds.",
    class extends ListEndpoint {
      override ordered(query: ListQuery): StoredSession[] {
        const rows = super.ordered(query);
        return rows.filter(({ createdAt }, index) => rows[index - keptOfASecond]?.createdAt !== createdAt);
      }
    },
  ),
  mutant(
    "empty-year-ends-the-walk",
    ["pagination.exactly-once"],
    "Rows lie in one partition a year, and the walk ends at the first one that is empty. Needs a year without a session.",
    class extends ListEndpoint {
      override ordered(query: ListQuery): StoredSession[] {
        const rows = super.ordered(query);
        const gap = rows.findIndex((row, index) => yearOf(rows[index - 1] ?? row) - yearOf(row) > 1);
        return gap < 0 ? rows : rows.slice(0, gap);
      }
    },
  ),
  mutant(
    "daily-partitions-by-name",
    ["ordering.newest-first"],
    "Rows lie in one partition a day, and partitions are read in the order of their names: 2023-12-9 comes before 2023-12-31. Needs days of one and of two digits in one month.",
    class extends ListEndpoint {
      override compare(left: StoredSession, right: StoredSession): number {
        const [one, other] = [unpaddedDay(left), unpaddedDay(right)];
        if (one === other) return super.compare(left, right);
        return one < other ? 1 : -1;
      }
      override startOf(rows: readonly StoredSession[], after: Position, { entity }: ListQuery): number {
        const anchor = [...entity.sessions, ...entity.deleted].find(({ id }) => id === after.id);
        return rows.filter((row) => anchor !== undefined && this.compare(row, anchor) <= 0).length;
      }
    },
  ),
  mutant(
    "deleted-listed-behind-a-token",
    ["pagination.fresh"],
    "The query behind a token was copied before deleted_at was added: deleted sessions are gone from the first page alone. Needs a second page after deletions.",
    class extends ListEndpoint {
      override visible(query: ListQuery): StoredSession[] {
        return query.after === undefined ? super.visible(query) : [...query.entity.sessions, ...query.entity.deleted];
      }
    },
  ),
  mutant(
    "deleted-page-ends-the-walk",
    ["pagination.delete-tolerant"],
    "Deleted sessions are filtered out of the page that was read, and the token names the last one that is left: where a whole page was deleted there is none. Needs as many neighbours deleted as a page holds.",
    class extends ListEndpoint {
      override page(query: ListQuery): Page {
        const all = [...query.entity.sessions, ...query.entity.deleted];
        const rows = all.sort((left, right) => this.compare(left, right));
        const start = query.after === undefined ? 0 : this.startOf(rows, query.after, query);
        const end = start + query.size;
        const left = rows.slice(start, end).filter((row) => query.entity.sessions.includes(row));
        return { rows: left, next: end < rows.length ? this.markAt(left, left.length, query) : undefined };
      }
    },
  ),
  mutant(
    "deleted-next-loses-its-second",
    ["pagination.delete-tolerant"],
    "The token names the session that comes next; where that one is gone the walk goes on behind its second. Needs the next session deleted, and one of its second left.",
    class extends ListEndpoint {
      override markAt(rows: readonly StoredSession[], end: number): Position | undefined {
        const next = rows[end];
        return next && { createdAt: next.createdAt, id: next.id };
      }
      override startOf(rows: readonly StoredSession[], after: Position): number {
        const index = rows.findIndex(({ id }) => id === after.id);
        if (index >= 0) return index;
        return rows.filter(({ createdAt }) => createdAt >= after.createdAt).length;
      }
    },
  ),
  mutant(
    "one-snapshot-an-entity",
    ["pagination.insert-tolerant"],
    "A first page takes a snapshot that later pages count their places in, one for each entity: another walk that begins takes a new one. Needs an insertion, and another walk begun behind it.",
    class extends ListEndpoint {
      readonly snapshots: Map<string, readonly StoredSession[]> = new Map();
      override page(query: ListQuery): Page {
        const { entity, after, size } = query;
        if (after === undefined) this.snapshots.set(entity.id, this.ordered(query));
        const rows = this.snapshots.get(entity.id) ?? [];
        const end = Number(after?.more ?? 0) + size;
        const anchor = end < rows.length ? this.markAt(rows, end, query) : undefined;
        const current = rows.slice(end - size, end).map(({ id }) => entity.sessions.find((row) => row.id === id));
        return { rows: current.filter((row) => row !== undefined), next: anchor && { ...anchor, more: end } };
      }
    },
  ),
  mutant(
    "emptied-entity-is-404",
    ["representation.empty-entity"],
    "Whether an entity exists is asked of its sessions, and one that never had any is made up for: when the last session is deleted the entity is gone. Needs an entity's only session deleted.",
    class extends ListEndpoint {
      override list(query: ListQuery): Promise<Reply> {
        const { sessions, deleted, id } = query.entity;
        return sessions.length === 0 && deleted.length > 0
          ? Promise.resolve(this.unknownEntity(id))
          : super.list(query);
      }
    },
  ),
  mutant(
    "last-one-deleted-stays",
    ["pagination.fresh"],
    "The list is written again from what is left, and where nothing is left it is not written. Needs an entity's only session deleted.",
    class extends ListEndpoint {
      override visible({ entity }: ListQuery): StoredSession[] {
        return entity.sessions.length === 0 ? entity.deleted.slice(-1) : [...entity.sessions];
      }
    },
  ),
  mutant(
    "full-pages-kept",
    ["pagination.fresh"],
    "A full page behind a token can grow no more, so it is kept by its URL for ever: that one of its sessions ends is not seen. Needs a full later page read before and after.",
    class extends ListEndpoint {
      readonly pages: Map<string, Page> = new Map();
      override page(query: ListQuery): Page {
        const { target } = query.exchange;
        const page = this.pages.get(target) ?? (super.page(query) as Page);
        if (query.after !== undefined && page.rows.length === query.size) this.pages.set(target, page);
        return page;
      }
    },
  ),
  mutant(
    "durations-only-grow",
    ["pagination.fresh"],
    "Heartbeats may overtake each other, so the greatest duration is kept: one that is corrected to less stays as it was. Needs a shorter duration.",
    class extends ListEndpoint {
      readonly greatest: Map<string, number> = new Map();
      override item(row: StoredSession, query: ListQuery): Readonly<Record<string, unknown>> {
        if (row.duration === undefined) return super.item(row, query);
        const duration = Math.max(row.duration, this.greatest.get(row.id) ?? 0);
        this.greatest.set(row.id, duration);
        return super.item({ ...row, duration }, query);
      }
    },
  ),
];
