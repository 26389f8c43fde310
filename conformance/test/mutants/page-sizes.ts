import { DEFAULT_PAGE_SIZE } from "../../src/contract/generated/page-size.ts";
import type { Exchange, Reply } from "../corpus/exchange.ts";
import { ListEndpoint, type ListQuery, type Page } from "../corpus/list-endpoint.ts";
import type { StoredSession } from "../corpus/memory-data.ts";
import type { Position } from "../corpus/page-token.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";

/** Reads sizes its own way: gets the one value's text, or undefined without one. */
abstract class SizeReader extends ListEndpoint {
  override sizeOf(values: readonly string[]): number | undefined {
    const [text] = values;
    return text === undefined ? this.defaultSize : this.read(text, super.sizeOf(values));
  }
  /** The size, given what the base makes of the text. */
  abstract read(text: string, strict: number | undefined): number | undefined;
}

const unlimited = 1_000_000;
const isWhole = (text: string): boolean => /^-?\d+$/.test(text);

function crash(): never {
  throw new Error("invalid input syntax for type integer");
}

/** Faults in how page_size is read and kept. */
export const pageSizeMutants: readonly Mutant[] = [
  mutant(
    "one-too-many",
    ["pagination.page-size-is-a-ceiling"],
    "Reads size + 1 rows to see whether more follow, and shows them all.",
    class extends ListEndpoint {
      override async page(query: ListQuery): Promise<Page> {
        return super.page({ ...query, size: query.size + 1 });
      }
    },
  ),
  mutant(
    "later-pages-default-size",
    ["pagination.page-size-is-a-ceiling"],
    "page_size is read on the first request alone; with a token a page holds the default. Needs a size below that and a second page.",
    class extends ListEndpoint {
      override async page(query: ListQuery): Promise<Page> {
        return super.page(query.after === undefined ? query : { ...query, size: this.defaultSize });
      }
    },
  ),
  mutant(
    "size-from-the-token",
    ["pagination.page-size-is-a-ceiling"],
    "The token remembers the size it was made with, and that wins. Needs a walk that goes on with a smaller size.",
    class extends ListEndpoint {
      override async page(query: ListQuery): Promise<Page> {
        return super.page({ ...query, size: Number(query.after?.more ?? query.size) });
      }
      override markAt(rows: readonly StoredSession[], end: number, query: ListQuery): Position | undefined {
        const mark = super.markAt(rows, end, query);
        return mark && { ...mark, more: query.size };
      }
    },
  ),
  mutant(
    "whole-ties",
    ["pagination.page-size-is-a-ceiling"],
    "Fills a page up to the end of its last second (FETCH FIRST n ROWS WITH TIES), so that a boundary cuts no tie. Needs a tie across a boundary.",
    class extends ListEndpoint {
      override async page(query: ListQuery): Promise<Page> {
        const { next } = await super.page(query);
        if (next === undefined) return super.page(query);
        const rows = this.ordered(query);
        const start = query.after === undefined ? 0 : this.startOf(rows, query.after, query);
        const end = rows.findLastIndex((row) => row.createdAt === next.createdAt) + 1;
        return { rows: rows.slice(start, end), next: end < rows.length ? this.markAt(rows, end, query) : undefined };
      }
    },
  ),
  mutant(
    "cache-ignores-size",
    ["pagination.page-size-is-a-ceiling", "pagination.full-pages"],
    "The page cache's key is entity, version and token: the size of the client that came first is everybody's.",
    class extends ListEndpoint {
      readonly pages: Map<string, Page> = new Map();
      override async page(query: ListQuery): Promise<Page> {
        const key = JSON.stringify([query.entity.id, query.entity.version, query.after]);
        const page = this.pages.get(key) ?? (await super.page(query));
        this.pages.set(key, page);
        return page;
      }
    },
  ),
  mutant(
    "default-twice-as-large",
    ["pagination.default-is-a-ceiling"],
    "The default is twice the contract's. Needs more sessions than that one.",
    class extends ListEndpoint {
      override readonly defaultSize: number = 2 * DEFAULT_PAGE_SIZE;
    },
  ),
  mutant(
    "no-default",
    ["pagination.default-is-a-ceiling"],
    "Without page_size the whole list comes.",
    class extends ListEndpoint {
      override readonly defaultSize: number = unlimited;
    },
  ),
  mutant(
    "default-and-one",
    ["pagination.default-is-a-ceiling"],
    "Counts from 0 to the default, inclusive. Needs more sessions than the default.",
    class extends ListEndpoint {
      override readonly defaultSize: number = DEFAULT_PAGE_SIZE + 1;
    },
  ),
  mutant(
    "later-default-larger",
    ["pagination.default-is-a-ceiling"],
    "The default of the method for later pages was never changed to the contract's. Needs a token without page_size, and more sessions than two pages hold.",
    class extends ListEndpoint {
      override async page(query: ListQuery): Promise<Page> {
        const isDefault = !query.exchange.query.includes("page_size");
        return super.page(query.after !== undefined && isDefault ? { ...query, size: DEFAULT_PAGE_SIZE + 15 } : query);
      }
    },
  ),
  mutant(
    "hundred-rejected",
    ["pagination.bounds-accepted"],
    "The maximum is exclusive.",
    class extends SizeReader {
      read(text: string, strict: number | undefined): number | undefined {
        return text === "100" ? undefined : strict;
      }
    },
  ),
  mutant(
    "one-rejected",
    ["pagination.bounds-accepted"],
    "The minimum is exclusive.",
    class extends SizeReader {
      read(text: string, strict: number | undefined): number | undefined {
        return text === "1" ? undefined : strict;
      }
    },
  ),
  mutant(
    "parse-int",
    ["pagination.bad-size-rejected"],
    "parseInt reads `5abc` as 5 and 1.5 as 1; `abc` is refused.",
    class extends SizeReader {
      read(text: string, strict: number | undefined): number | undefined {
        const number = Number.parseInt(text, 10);
        return number >= 1 && number <= 100 ? number : strict;
      }
    },
  ),
  mutant(
    "zero-is-default",
    ["pagination.bad-size-rejected"],
    "`size || 10`: 0 is taken for no size.",
    class extends SizeReader {
      read(text: string, strict: number | undefined): number | undefined {
        return text === "0" ? this.defaultSize : strict;
      }
    },
  ),
  mutant(
    "zero-is-unlimited",
    ["pagination.bad-size-rejected"],
    "0 means no limit, as in many an ORM.",
    class extends SizeReader {
      read(text: string, strict: number | undefined): number | undefined {
        return text === "0" ? unlimited : strict;
      }
    },
  ),
  mutant(
    "zero-is-empty",
    ["pagination.bad-size-rejected"],
    "LIMIT 0: an empty page, and nothing follows.",
    class extends SizeReader {
      read(text: string, strict: number | undefined): number | undefined {
        return text === "0" ? 0 : strict;
      }
      override markAt(rows: readonly StoredSession[], end: number, query: ListQuery): Position | undefined {
        return query.size === 0 ? undefined : super.markAt(rows, end, query);
      }
    },
  ),
  mutant(
    "negative-is-500",
    ["pagination.bad-size-rejected"],
    "LIMIT must not be negative, says the database.",
    class extends SizeReader {
      read(text: string, strict: number | undefined): number | undefined {
        return isWhole(text) && Number(text) < 0 ? crash() : strict;
      }
    },
  ),
  mutant(
    "negative-is-unlimited",
    ["pagination.bad-size-rejected"],
    "LIMIT -1 is not a limit in SQLite.",
    class extends SizeReader {
      read(text: string, strict: number | undefined): number | undefined {
        return isWhole(text) && Number(text) < 0 ? unlimited : strict;
      }
    },
  ),
  mutant(
    "negative-counts-from-the-end",
    ["pagination.bad-size-rejected"],
    "slice(0, -5) leaves the last five out.",
    class extends SizeReader {
      read(text: string, strict: number | undefined): number | undefined {
        return isWhole(text) && Number(text) < 0 ? Number(text) : strict;
      }
      override markAt(rows: readonly StoredSession[], end: number, query: ListQuery): Position | undefined {
        return query.size < 0 ? undefined : super.markAt(rows, end, query);
      }
    },
  ),
  mutant(
    "fraction-truncated",
    ["pagination.bad-size-rejected"],
    "1.5 is cast to 1; every other malformed size is refused.",
    class extends SizeReader {
      read(text: string, strict: number | undefined): number | undefined {
        return /^[1-9]\d?\.\d+$/.test(text) ? Math.trunc(Number(text)) : strict;
      }
    },
  ),
  mutant(
    "fraction-is-500",
    ["pagination.bad-size-rejected"],
    "The driver refuses 1.5 for a bigint, and nobody catches it.",
    class extends SizeReader {
      read(text: string, strict: number | undefined): number | undefined {
        return /^\d+\.\d+$/.test(text) ? crash() : strict;
      }
    },
  ),
  mutant(
    "words-are-default",
    ["pagination.bad-size-rejected"],
    "Number('abc') is NaN, and NaN falls back to 10.",
    class extends SizeReader {
      read(text: string, strict: number | undefined): number | undefined {
        return Number.isNaN(Number(text)) ? this.defaultSize : strict;
      }
    },
  ),
  mutant(
    "bad-size-is-422",
    ["pagination.bad-size-rejected"],
    "The framework's validation answers 422, as FastAPI and Rails do.",
    class extends ListEndpoint {
      override badRequest(message: string): Reply {
        return message.startsWith("The page_size") ? this.error(422, message) : super.badRequest(message);
      }
    },
  ),
  mutant(
    "bad-size-tolerated-on-later-pages",
    ["pagination.bad-size-rejected"],
    "With a token the size is not validated: a bad one gives the default. Needs a bad size with a good token.",
    class extends ListEndpoint {
      isLater = false;
      override async authorized(...args: Parameters<ListEndpoint["authorized"]>): Promise<Reply> {
        const [exchange]: readonly [Exchange, ...unknown[]] = args;
        this.isLater = /page_token=[^&]/.test(exchange.query);
        return super.authorized(...args);
      }
      override sizeOf(values: readonly string[]): number | undefined {
        return super.sizeOf(values) ?? (this.isLater ? this.defaultSize : undefined);
      }
    },
  ),
  mutant(
    "over-maximum-is-default",
    {
      clauses: ["pagination.over-maximum-bounded", "pagination.over-maximum-rejected"],
      killedBy: ["pagination.over-maximum-bounded"],
    },
    "A size above 100 falls back to 10.",
    class extends SizeReader {
      read(text: string, strict: number | undefined): number | undefined {
        return isWhole(text) && Number(text) > 100 ? this.defaultSize : strict;
      }
    },
  ),
  mutant(
    "no-maximum",
    {
      clauses: ["pagination.over-maximum-bounded", "pagination.over-maximum-rejected"],
      killedBy: ["pagination.over-maximum-bounded"],
    },
    "Whatever is asked for is given. Needs more than 100 sessions.",
    class extends SizeReader {
      read(text: string, strict: number | undefined): number | undefined {
        return isWhole(text) && Number(text) > 100 ? Number(text) : strict;
      }
    },
  ),
  mutant(
    "over-maximum-is-500",
    {
      clauses: ["pagination.over-maximum-bounded", "pagination.over-maximum-rejected"],
      killedBy: ["pagination.over-maximum-bounded"],
    },
    "An assertion in the data layer fires on sizes above 100.",
    class extends SizeReader {
      read(text: string, strict: number | undefined): number | undefined {
        return isWhole(text) && Number(text) > 100 ? crash() : strict;
      }
    },
  ),
  mutant(
    "maximum-101",
    {
      clauses: ["pagination.over-maximum-bounded", "pagination.over-maximum-rejected"],
      killedBy: ["pagination.over-maximum-bounded"],
    },
    "`size > 101` is refused: 101 gives 101 rows. Needs more than 100 sessions and the size 101 itself.",
    class extends SizeReader {
      read(text: string, strict: number | undefined): number | undefined {
        return text === "101" ? 101 : strict;
      }
    },
  ),
  mutant(
    "over-maximum-clamped-to-50",
    {
      clauses: ["pagination.over-maximum-bounded", "pagination.over-maximum-rejected"],
      killedBy: ["pagination.over-maximum-bounded"],
    },
    "Above 100 the clamp is 50, though 100 gives 100. Needs more than 50 sessions.",
    class extends SizeReader {
      read(text: string, strict: number | undefined): number | undefined {
        return isWhole(text) && Number(text) > 100 ? 50 : strict;
      }
    },
  ),
  mutant(
    "int32-overflow-is-500",
    ["pagination.over-maximum-bounded"],
    "Sizes are clamped after they are read as int32: 101 is fine, 2147483648 and more is a 500.",
    class extends SizeReader {
      read(text: string, strict: number | undefined): number | undefined {
        if (!isWhole(text) || Number(text) <= 100) return strict;
        return Number(text) > 2_147_483_647 ? crash() : 100;
      }
    },
  ),
  mutant(
    "over-maximum-clamped",
    ["pagination.over-maximum-rejected"],
    "Above 100 the size is 100, and nobody is told.",
    class extends SizeReader {
      read(text: string, strict: number | undefined): number | undefined {
        return isWhole(text) && Number(text) > 100 ? 100 : strict;
      }
    },
  ),
  mutant(
    "three-digits-clamped",
    ["pagination.over-maximum-rejected"],
    "101 to 999 give what 100 gives; longer numbers are refused.",
    class extends SizeReader {
      read(text: string, strict: number | undefined): number | undefined {
        return /^[1-9]\d\d$/.test(text) ? 100 : strict;
      }
    },
  ),
  mutant(
    "over-maximum-empty",
    {
      clauses: ["pagination.over-maximum-bounded", "pagination.over-maximum-rejected"],
      killedBy: ["pagination.over-maximum-bounded"],
    },
    "The search engine refuses the size and its error becomes an empty list.",
    class extends SizeReader {
      read(text: string, strict: number | undefined): number | undefined {
        return isWhole(text) && Number(text) > 100 ? 0 : strict;
      }
      override markAt(rows: readonly StoredSession[], end: number, query: ListQuery): Position | undefined {
        return query.size === 0 ? undefined : super.markAt(rows, end, query);
      }
    },
  ),
];
