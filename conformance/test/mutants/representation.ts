import { ListEndpoint, type ListQuery, type Page } from "../corpus/list-endpoint.ts";
import type { StoredSession } from "../corpus/memory-data.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";

type Item = Readonly<Record<string, unknown>>;

/** Changes the members of a session. */
abstract class ItemChange extends ListEndpoint {
  override item(row: StoredSession, query: ListQuery): Item {
    return this.change({ ...super.item(row, query) }, row, query);
  }
  abstract change(item: Record<string, unknown>, row: StoredSession, query: ListQuery): Item;
}

/** Changes how long a session is said to be; undefined leaves the member out. */
abstract class DurationChange extends ListEndpoint {
  override item(row: StoredSession, query: ListQuery): Item {
    const { duration: _, ...rest } = super.item(row, query);
    return { ...rest, duration: this.durationOf(row) };
  }
  abstract durationOf(row: StoredSession): unknown;
}

const ended = (row: StoredSession, change: (seconds: number) => unknown): unknown =>
  row.duration === undefined ? undefined : change(row.duration);

/** Faults in the values of a session. */
export const representationMutants: readonly Mutant[] = [
  mutant(
    "stream-key-missing",
    { clauses: ["representation.schema", "representation.faithful"], killedBy: ["representation.schema"] },
    "The serializer treats stream_key as private, and leaves it out.",
    class extends ItemChange {
      change({ stream_key: _, ...rest }: Record<string, unknown>): Item {
        return rest;
      }
    },
  ),
  mutant(
    "stream-key-null-when-ended",
    { clauses: ["representation.schema", "representation.faithful"], killedBy: ["representation.schema"] },
    "The key of an ended session is nulled. Needs an ended session.",
    class extends ItemChange {
      change(item: Record<string, unknown>, row: StoredSession): Item {
        return { ...item, stream_key: row.duration === undefined ? row.streamKey : null };
      }
    },
  ),
  mutant(
    "updated-at-missing-when-unchanged",
    ["representation.schema"],
    "omitempty on updated_at, unset until the first change. Needs a session whose updated_at is its created_at.",
    class extends ItemChange {
      change(item: Record<string, unknown>, row: StoredSession): Item {
        return { ...item, updated_at: row.updatedAt === row.createdAt ? undefined : item["updated_at"] };
      }
    },
  ),
  mutant(
    "numeric-ids",
    { clauses: ["representation.schema", "representation.faithful"], killedBy: ["representation.schema"] },
    "The internal number goes out as the id.",
    class extends ItemChange {
      change(item: Record<string, unknown>, row: StoredSession): Item {
        return { ...item, id: row.serial };
      }
    },
  ),
  mutant(
    "token-is-a-number",
    ["representation.schema"],
    "next_page_token is a number while pages follow: the reader has to make it text. Needs a second page.",
    class extends ListEndpoint {
      override nextToken(next: Page["next"], query: ListQuery): unknown {
        return next === undefined ? "" : this.known(query.entity.id).find((row) => row.id === next.id)?.serial;
      }
      override decode(token: string, entityId: string): Page["next"] {
        const row = this.known(entityId).find(({ serial }) => String(serial) === token);
        return row && { createdAt: row.createdAt, id: row.id };
      }
      known(entityId: string): readonly StoredSession[] {
        const entity = this.data.entities.get(entityId);
        return [...(entity?.sessions ?? []), ...(entity?.deleted ?? [])];
      }
    },
  ),
  mutant(
    "token-false-at-the-end",
    ["representation.schema", "pagination.end-is-empty-token"],
    "The last page says `false`, as PHP would.",
    class extends ListEndpoint {
      override nextToken(next: Page["next"], query: ListQuery): unknown {
        return super.nextToken(next, query) || false;
      }
    },
  ),
  mutant(
    "bare-array",
    ["representation.schema"],
    "A page without a next one is a bare array: the envelope came with paging.",
    class extends ListEndpoint {
      override bodyOf(page: Page, query: ListQuery): string | Uint8Array {
        const data = page.rows.map((row) => this.item(row, query));
        return page.next === undefined ? JSON.stringify(data) : super.bodyOf(page, query);
      }
    },
  ),
  mutant(
    "single-session-not-in-a-list",
    ["representation.schema"],
    "A page of one session has the session itself as `data`, as converters from XML do. Needs a page of one.",
    class extends ListEndpoint {
      override bodyOf(page: Page, query: ListQuery): string | Uint8Array {
        const [row] = page.rows;
        if (row === undefined || page.rows.length > 1) return super.bodyOf(page, query);
        return JSON.stringify({ data: this.item(row, query), next_page_token: this.nextToken(page.next, query) });
      }
    },
  ),
  mutant(
    "empty-data-is-null",
    { clauses: ["representation.empty-entity", "representation.schema"], killedBy: ["representation.schema"] },
    "A nil slice marshals to null in Go. Needs an entity without sessions.",
    class extends ListEndpoint {
      override bodyOf(page: Page, query: ListQuery): string | Uint8Array {
        return page.rows.length === 0 ? '{"data":null,"next_page_token":""}' : super.bodyOf(page, query);
      }
    },
  ),
  mutant(
    "empty-data-is-an-object",
    { clauses: ["representation.empty-entity", "representation.schema"], killedBy: ["representation.schema"] },
    "An empty PHP array encodes to {}. Needs an entity without sessions.",
    class extends ListEndpoint {
      override bodyOf(page: Page, query: ListQuery): string | Uint8Array {
        return page.rows.length === 0 ? '{"data":{},"next_page_token":""}' : super.bodyOf(page, query);
      }
    },
  ),
  mutant(
    "empty-data-missing",
    { clauses: ["representation.empty-entity", "representation.schema"], killedBy: ["representation.schema"] },
    "Protobuf's JSON leaves an empty repeated field out. Needs an entity without sessions.",
    class extends ListEndpoint {
      override bodyOf(page: Page, query: ListQuery): string | Uint8Array {
        return page.rows.length === 0 ? '{"next_page_token":""}' : super.bodyOf(page, query);
      }
    },
  ),
  mutant(
    "empty-entity-is-404",
    ["representation.empty-entity"],
    "No rows are taken for no entity.",
    class extends ListEndpoint {
      override async list(query: ListQuery): ReturnType<ListEndpoint["list"]> {
        return query.entity.sessions.length === 0 ? this.unknownEntity(query.entity.id) : super.list(query);
      }
    },
  ),
  mutant(
    "empty-entity-is-204",
    ["representation.empty-entity"],
    "Nothing to say is 204.",
    class extends ListEndpoint {
      override async list(query: ListQuery): ReturnType<ListEndpoint["list"]> {
        return query.entity.sessions.length === 0 ? { status: 204, headers: {}, body: "" } : super.list(query);
      }
    },
  ),
  mutant(
    "in-progress-is-zero",
    ["representation.in-progress-has-no-duration"],
    "duration is 0 until the end. Needs a session in progress.",
    class extends DurationChange {
      durationOf(row: StoredSession): unknown {
        return row.duration ?? 0;
      }
    },
  ),
  mutant(
    "in-progress-is-minus-one",
    ["representation.in-progress-has-no-duration"],
    "duration is -1 until the end.",
    class extends DurationChange {
      durationOf(row: StoredSession): unknown {
        return row.duration ?? -1;
      }
    },
  ),
  mutant(
    "in-progress-counts",
    ["representation.in-progress-has-no-duration"],
    "A session in progress shows the time between creation and last update.",
    class extends DurationChange {
      durationOf(row: StoredSession): unknown {
        return row.duration ?? row.updatedAt - row.createdAt + 1;
      }
    },
  ),
  mutant(
    "zero-duration-missing",
    {
      clauses: ["representation.in-progress-has-no-duration", "representation.faithful"],
      killedBy: ["representation.in-progress-has-no-duration"],
    },
    "omitempty drops a duration of 0, so that the session seems in progress. Needs an ended session of 0 seconds.",
    class extends DurationChange {
      durationOf(row: StoredSession): unknown {
        return row.duration || undefined;
      }
    },
  ),
  mutant(
    "ended-in-place-has-no-duration",
    {
      clauses: ["representation.in-progress-has-no-duration", "representation.faithful"],
      killedBy: ["pagination.fresh"],
    },
    "duration is written at insertion alone: a session that ends by an update stays without one. Needs such an update.",
    class extends DurationChange {
      durationOf(row: StoredSession): unknown {
        const known = this.data.shared.get(row.id) as { readonly first: unknown } | undefined;
        const first = known ?? { first: row.duration };
        this.data.shared.set(row.id, first);
        return first.first;
      }
    },
  ),
  mutant(
    "duration-as-text",
    ["representation.schema", "representation.in-progress-has-no-duration"],
    "A NUMERIC column comes out of the driver as text.",
    class extends DurationChange {
      durationOf(row: StoredSession): unknown {
        return ended(row, String);
      }
    },
  ),
  mutant(
    "duration-in-milliseconds",
    {
      clauses: ["representation.faithful", "representation.in-progress-has-no-duration"],
      killedBy: ["representation.faithful"],
    },
    "The stored unit goes out as it is.",
    class extends DurationChange {
      durationOf(row: StoredSession): unknown {
        return ended(row, (seconds) => Math.round(seconds * 1000));
      }
    },
  ),
  mutant(
    "duration-in-minutes",
    {
      clauses: ["representation.faithful", "representation.in-progress-has-no-duration"],
      killedBy: ["representation.faithful"],
    },
    "Billing's unit.",
    class extends DurationChange {
      durationOf(row: StoredSession): unknown {
        return ended(row, (seconds) => seconds / 60);
      }
    },
  ),
  mutant(
    "duration-in-whole-seconds",
    ["representation.faithful"],
    "An integer column. Needs a duration with a fraction.",
    class extends DurationChange {
      durationOf(row: StoredSession): unknown {
        return ended(row, Math.round);
      }
    },
  ),
  mutant(
    "duration-in-float32",
    ["representation.faithful"],
    "A REAL column of four bytes: 220.329 comes back as 220.32899475097656.",
    class extends DurationChange {
      durationOf(row: StoredSession): unknown {
        return ended(row, Math.fround);
      }
    },
  ),
  mutant(
    "duration-from-times",
    ["representation.faithful"],
    "updated_at minus created_at stands for the duration. Needs an ended session updated after its end.",
    class extends DurationChange {
      durationOf(row: StoredSession): unknown {
        return ended(row, (seconds) => row.updatedAt - row.createdAt + (seconds % 1));
      }
    },
  ),
  mutant(
    "duration-modulo-an-hour",
    ["representation.faithful"],
    "A mm:ss.SSS field is parsed back. Needs a session of more than an hour.",
    class extends DurationChange {
      durationOf(row: StoredSession): unknown {
        return ended(row, (seconds) => Math.round((seconds % 3600) * 1000) / 1000);
      }
    },
  ),
  mutant(
    "latest-stream-key-for-all",
    ["representation.faithful"],
    "The key is joined from the entity: after a rotation every session shows the newest. Needs sessions with different keys.",
    class extends ItemChange {
      change(item: Record<string, unknown>, _row: StoredSession, query: ListQuery): Item {
        return { ...item, stream_key: this.ordered(query)[0]?.streamKey };
      }
    },
  ),
  mutant(
    "stream-key-masked",
    ["representation.faithful"],
    "All but the last four characters are stars.",
    class extends ItemChange {
      change(item: Record<string, unknown>, row: StoredSession): Item {
        return { ...item, stream_key: `****${row.streamKey.slice(-4)}` };
      }
    },
  ),
  mutant(
    "attributes-joined-by-second",
    { clauses: ["representation.faithful"], killedBy: ["representation.in-progress-has-no-duration"] },
    "Lengths and keys are joined on created_at: tied sessions all get those of the first. Needs ties with different values.",
    class extends ListEndpoint {
      override item(row: StoredSession, query: ListQuery): Item {
        const first = this.visible(query).find((other) => other.createdAt === row.createdAt) ?? row;
        return super.item({ ...first, id: row.id }, query);
      }
    },
  ),
  mutant(
    "updated-at-is-created-at",
    ["representation.faithful"],
    "updated_at is never written after the insertion.",
    class extends ItemChange {
      change(item: Record<string, unknown>): Item {
        return { ...item, updated_at: item["created_at"] };
      }
    },
  ),
  mutant(
    "ids-swapped-in-ties",
    { clauses: ["representation.faithful"], killedBy: ["representation.in-progress-has-no-duration"] },
    "Ids and rows come from two queries that break ties differently: two neighbours of one second have each other's id. Needs ties whose values differ.",
    class extends ListEndpoint {
      override async page(query: ListQuery): Promise<Page> {
        const { rows, next } = await super.page(query);
        const swapped = rows.map((row) => {
          const ties = this.ordered(query).filter((other) => other.createdAt === row.createdAt);
          const at = ties.findIndex((other) => other.id === row.id);
          const mirror = ties[ties.length - 1 - at] ?? row;
          return { ...mirror, id: row.id };
        });
        return { rows: swapped, next };
      }
    },
  ),
  mutant(
    "stream-key-in-lower-case",
    ["representation.faithful"],
    "The column folds case, so the key that is shown is not the one that was given: nobody can broadcast with it.",
    class extends ListEndpoint {
      override item(row: StoredSession, query: ListQuery): Readonly<Record<string, unknown>> {
        return { ...super.item(row, query), stream_key: row.streamKey.toLowerCase() };
      }
    },
  ),
];
