import { ListEndpoint, type ListQuery, type Page } from "../corpus/list-endpoint.ts";
import type { StoredSession } from "../corpus/memory-data.ts";
import type { Position } from "../corpus/page-token.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";

const positionOf = (row: StoredSession | undefined, more?: unknown): Position | undefined =>
  row && { createdAt: row.createdAt, id: row.id, ...(more === undefined ? {} : { more }) };

/** Adds a token to last pages that hold something. */
abstract class NeverLast extends ListEndpoint {
  override async page(query: ListQuery): Promise<Page> {
    const { rows, next } = await super.page(query);
    return { rows, next: next ?? this.afterTheEnd(rows, query) };
  }
  abstract afterTheEnd(rows: readonly StoredSession[], query: ListQuery): Position | undefined;
}

/** Faults at the end of a walk. */
export const endingMutants: readonly Mutant[] = [
  mutant(
    "last-page-names-itself",
    { clauses: ["pagination.terminates", "pagination.exactly-once"], killedBy: ["pagination.terminates"] },
    "The last page gives the token that it was asked with: it comes for ever. Needs a second page.",
    class extends NeverLast {
      afterTheEnd(_rows: readonly StoredSession[], query: ListQuery): Position | undefined {
        return query.after;
      }
    },
  ),
  mutant(
    "end-leads-to-the-start",
    ["pagination.terminates", "pagination.exactly-once"],
    "The token of the last page is that of a position before the newest: the walk never ends.",
    class extends NeverLast {
      afterTheEnd(rows: readonly StoredSession[]): Position | undefined {
        return rows.length === 0 ? undefined : { createdAt: 9_999_999_999, id: "" };
      }
    },
  ),
  mutant(
    "empty-pages-for-ever",
    ["pagination.terminates"],
    "Whether more follow is never computed: behind the end come empty pages, each with a token that was not given before.",
    class extends NeverLast {
      afterTheEnd(rows: readonly StoredSession[], query: ListQuery): Position | undefined {
        const pages = Number(query.after?.more ?? 0) + 1;
        return positionOf(rows.at(-1), pages) ?? (query.after && { ...query.after, more: pages });
      }
    },
  ),
  mutant(
    "empty-page-repeats-its-token",
    ["pagination.terminates"],
    "An empty page gives back the token it was asked with, as a poller's would. Without a loop guard a client never stops.",
    class extends NeverLast {
      afterTheEnd(rows: readonly StoredSession[], query: ListQuery): Position | undefined {
        return positionOf(rows.at(-1)) ?? query.after;
      }
    },
  ),
  mutant(
    "exactly-full-end-goes-round",
    { clauses: ["pagination.terminates", "pagination.exactly-once"], killedBy: ["pagination.terminates"] },
    "An exactly full last page gives the token of its own first row's predecessor. Needs a total that is a multiple of the size, above one page.",
    class extends NeverLast {
      afterTheEnd(rows: readonly StoredSession[], query: ListQuery): Position | undefined {
        return rows.length === query.size ? query.after : undefined;
      }
    },
  ),
  mutant(
    "last-token-is-refused",
    { clauses: ["pagination.exactly-once", "pagination.terminates"], killedBy: ["pagination.exactly-once"] },
    "The last page has a token; a client that follows it gets the 404 of an empty page, as in Django's paginator.",
    class extends NeverLast {
      afterTheEnd(rows: readonly StoredSession[]): Position | undefined {
        return positionOf(rows.at(-1), "end");
      }
      override entityOf(...args: Parameters<ListEndpoint["entityOf"]>): ReturnType<ListEndpoint["entityOf"]> {
        return args[2]?.more === "end" ? undefined : super.entityOf(...args);
      }
    },
  ),
  mutant(
    "trailing-token-is-500",
    { clauses: ["pagination.exactly-once", "pagination.terminates"], killedBy: ["pagination.exactly-once"] },
    "An exactly full last page has a token, behind which rows[0] of nothing is read: 500. Needs a total that is a multiple of the size.",
    class extends NeverLast {
      afterTheEnd(rows: readonly StoredSession[], query: ListQuery): Position | undefined {
        if (rows.length === 0 && query.after !== undefined) throw new TypeError("rows[0] is undefined");
        return rows.length === query.size ? positionOf(rows.at(-1)) : undefined;
      }
    },
  ),
  mutant(
    "exactly-full-page-ends-the-walk",
    ["pagination.exactly-once"],
    "A remainder of exactly one page is taken for nothing: total - end <= size. Needs more than one page.",
    class extends ListEndpoint {
      override async page(query: ListQuery): Promise<Page> {
        const page = await super.page(query);
        if (page.next === undefined) return page;
        const rest = await super.page({ ...query, after: page.next });
        return rest.rows.length === query.size && rest.next === undefined ? { ...page, next: undefined } : page;
      }
    },
  ),
  mutant(
    "full-last-page-has-token",
    ["pagination.no-trailing-empty-page"],
    "A page that holds as many as asked for has a token, though nothing follows: an empty page comes last. Needs a total that is a multiple of the size.",
    class extends NeverLast {
      afterTheEnd(rows: readonly StoredSession[], query: ListQuery): Position | undefined {
        return rows.length === query.size ? positionOf(rows.at(-1)) : undefined;
      }
    },
  ),
  mutant(
    "every-page-with-rows-has-token",
    ["pagination.no-trailing-empty-page"],
    "Only an empty page ends a walk, as with DynamoDB's LastEvaluatedKey.",
    class extends NeverLast {
      afterTheEnd(rows: readonly StoredSession[]): Position | undefined {
        return positionOf(rows.at(-1));
      }
    },
  ),
  mutant(
    "end-is-null",
    ["pagination.end-is-empty-token"],
    "The last page has a token of null.",
    class extends ListEndpoint {
      override nextToken(next: Position | undefined, query: ListQuery): unknown {
        return super.nextToken(next, query) || null;
      }
    },
  ),
  mutant(
    "end-has-no-token",
    ["pagination.end-is-empty-token"],
    "The last page has no such member.",
    class extends ListEndpoint {
      override nextToken(next: Position | undefined, query: ListQuery): unknown {
        return super.nextToken(next, query) || undefined;
      }
    },
  ),
  mutant(
    "half-pages",
    ["pagination.full-pages"],
    "Pages from size 4 on are half full and have a token.",
    class extends ListEndpoint {
      override async page(query: ListQuery): Promise<Page> {
        return super.page(query.size < 4 ? query : { ...query, size: Math.floor(query.size / 2) });
      }
    },
  ),
  mutant(
    "later-pages-at-most-10",
    ["pagination.full-pages"],
    "With a token a page holds 10 at most, whatever is asked for. Needs a size above 10 and a second page that could be full.",
    class extends ListEndpoint {
      override async page(query: ListQuery): Promise<Page> {
        return super.page(query.after === undefined ? query : { ...query, size: Math.min(query.size, 10) });
      }
    },
  ),
  mutant(
    "default-5",
    ["pagination.full-pages"],
    "The default size is 5. Needs more than 5 sessions, without page_size.",
    class extends ListEndpoint {
      override readonly defaultSize: number = 5;
    },
  ),
  mutant(
    "short-page-where-one-was-deleted",
    ["pagination.full-pages"],
    "Deleted sessions are taken out after LIMIT, with the token right: their pages are short. Needs a deletion.",
    class extends ListEndpoint {
      override async page(query: ListQuery): Promise<Page> {
        const gone = new Set(query.entity.deleted);
        const { rows, next } = await super.page(query);
        return { rows: rows.filter((row) => !gone.has(row)), next };
      }
      override visible(query: ListQuery): StoredSession[] {
        return [...super.visible(query), ...query.entity.deleted];
      }
    },
  ),
];
