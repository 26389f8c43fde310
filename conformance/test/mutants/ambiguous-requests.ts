import { type Exchange, parameterValues, type Reply } from "../corpus/exchange.ts";
import { behind, internalError } from "../corpus/layered.ts";
import { ListEndpoint, type ListQuery } from "../corpus/list-endpoint.ts";
import type { StoredSession } from "../corpus/memory-data.ts";
import type { Position } from "../corpus/page-token.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";

/** One of several sizes is looked at, another one is used. */
function sizedByOneOf(checked: number, used: number): typeof ListEndpoint {
  return class extends ListEndpoint {
    override sizeOf(values: readonly string[]): number | undefined {
      if (values.length < 2) return super.sizeOf(values);
      const isRight = super.sizeOf(values.slice(checked).slice(0, 1)) !== undefined;
      return isRight ? Number(values.at(used)) || this.defaultSize : undefined;
    }
  };
}

/** Decodes the token, and does something where the time in it lies before 1970. */
function onNegative(what: () => Position | undefined): typeof ListEndpoint {
  return class extends ListEndpoint {
    override decode(token: string, entityId: string, exchange: Exchange): Position | undefined {
      const position = super.decode(token, entityId, exchange);
      return position !== undefined && position.createdAt < 0 ? what() : position;
    }
  };
}

/** Tokens are plain text: an offset, and the entity that it is of. */
class OffsetText extends ListEndpoint {
  override encode({ createdAt }: Position, { entity }: ListQuery): string {
    return `offset-${createdAt}.${entity.id}`;
  }
  override decode(token: string, entityId: string): Position | undefined {
    const [, offset, id] = /^offset-(-?\d{1,9})\.(.*)$/.exec(token) ?? [];
    if (offset === undefined || id !== entityId) return undefined;
    if (Number(offset) < 0) throw new RangeError("OFFSET must not be negative");
    return { createdAt: Number(offset), id: "" };
  }
  override startOf(_rows: readonly StoredSession[], { createdAt }: Position): number {
    return createdAt;
  }
  override markAt(_rows: readonly StoredSession[], end: number): Position {
    return { createdAt: end, id: "" };
  }
}

/** Faults of parameters that can be read in two ways, of names that mean something elsewhere, and of numbers that are none. */
export const ambiguousRequestMutants: readonly Mutant[] = [
  mutant(
    "first-size-checked-last-used",
    ["pagination.page-size-is-a-ceiling"],
    "The gateway checks the first page_size, the service behind takes the last one.",
    sizedByOneOf(0, -1),
  ),
  mutant(
    "last-size-checked-first-used",
    ["pagination.page-size-is-a-ceiling"],
    "The validator reads the last page_size, as PHP does, and the query builder the first one.",
    sizedByOneOf(-1, 0),
  ),
  mutant(
    "size-of-a-superscript-is-500",
    ["pagination.bad-size-rejected"],
    "'²'.isdigit() is true, and int('²') raises.",
    class extends ListEndpoint {
      override sizeOf(values: readonly string[]): number | undefined {
        const [text = ""] = values;
        if (/^\p{N}+$/u.test(text) && !/^\p{Nd}+$/u.test(text)) throw new TypeError("invalid literal for int()");
        return super.sizeOf(values);
      }
    },
  ),
  mutant(
    "size-in-other-digits-is-no-limit",
    ["pagination.page-size-is-a-ceiling"],
    "\\d is any digit of Unicode to the validator, and Number() gives NaN for an Arabic one: the list is not cut at all.",
    class extends ListEndpoint {
      override sizeOf(values: readonly string[]): number | undefined {
        const [text = ""] = values;
        return /^\p{Nd}+$/u.test(text) && !/^\d+$/.test(text) ? 1_000_000 : super.sizeOf(values);
      }
    },
  ),
  mutant(
    "time-before-1970-in-a-token-is-500",
    ["pagination.altered-token-contained"],
    "The number of a token is given to a type without a sign.",
    onNegative(() => {
      throw new RangeError("from parameter cannot be negative");
    }),
  ),
  mutant(
    "negative-offset-is-500",
    ["pagination.altered-token-contained"],
    "The token says the offset in plain text, and its number may have a sign: the database refuses it.",
    OffsetText,
  ),
  mutant(
    "parameter-named-like-a-method-is-500",
    ["http.unknown-parameters"],
    "The query is an object, and query.hasOwnProperty is called: one of that name is a text.",
    behind((exchange, inner) =>
      parameterValues(exchange, "hasOwnProperty").length > 0 ? internalError : inner(exchange),
    ),
  ),
  mutant(
    "format-parameter-gives-csv",
    ["http.unknown-parameters"],
    "The framework offers ?format=csv on every route.",
    behind(async (exchange, inner): Promise<Reply> => {
      const reply = await inner(exchange);
      const isAsked = parameterValues(exchange, "format")[0] === "csv" && reply.status === 200;
      return isAsked ? { status: 200, headers: { "content-type": "text/csv" }, body: "id,created_at\n" } : reply;
    }),
  ),
];
