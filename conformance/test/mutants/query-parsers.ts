import type { Reply } from "../corpus/exchange.ts";
import { at, behind, internalError } from "../corpus/layered.ts";
import { ListEndpoint, type ListQuery } from "../corpus/list-endpoint.ts";
import type { StoredSession } from "../corpus/memory-data.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";

const pairsOf = (query: string): readonly string[] => query.split("&").filter((pair) => pair !== "");

const isBroken = (pair: string): boolean => /%(?![0-9a-f]{2})/i.test(pair);

function isNoText(pair: string): boolean {
  try {
    decodeURIComponent(pair.replace(/%(?![0-9a-f]{2})/gi, "%25"));
    return false;
  } catch {
    return true;
  }
}

/** Reads sizes as a loosely typed language does. */
function sizedBy(read: (text: string) => number | undefined): typeof ListEndpoint {
  return class extends ListEndpoint {
    override sizeOf(values: readonly string[]): number | undefined {
      const [text] = values;
      return text === undefined ? this.defaultSize : read(text);
    }
  };
}

const within = (size: number): number | undefined =>
  Number.isInteger(size) && size >= 1 && size <= 100 ? size : undefined;

/** Faults of query parsers: broken escapes, names as they came, brackets that make objects and lists, words that are not numbers. */
export const queryParserMutants: readonly Mutant[] = [
  mutant(
    "names-are-not-decoded",
    ["pagination.page-size-is-a-ceiling"],
    "The query is split at & and =, and values alone are decoded: page%5Fsize=4 is a name that nobody knows, and the default size holds.",
    behind((exchange, inner) => {
      const kept = pairsOf(exchange.query).filter((pair) => !pair.replace(/=.*$/, "").includes("%"));
      return inner(at(exchange, exchange.path, kept.join("&")));
    }),
  ),
  mutant(
    "broken-escape-in-the-query-is-500",
    ["pagination.bad-token-rejected"],
    "decodeURIComponent throws a URIError on %zz and on a lone %, outside of everything that catches.",
    behind(async (exchange, inner) => {
      const reply = await inner(exchange);
      if (reply.status === 401 || !pairsOf(exchange.query).some(isBroken)) return reply;
      return internalError;
    }),
  ),
  mutant(
    "bytes-that-are-no-text-are-500",
    ["pagination.bad-token-rejected"],
    "The query is decoded strictly, and %ff is not UTF-8: UnicodeDecodeError, and 500.",
    behind(async (exchange, inner) => {
      const reply = await inner(exchange);
      if (reply.status === 401 || !pairsOf(exchange.query).some(isNoText)) return reply;
      return internalError;
    }),
  ),
  mutant(
    "broken-pair-is-dropped",
    ["pagination.bad-token-rejected"],
    "A pair that cannot be decoded is left out of the parsed query: the broken token is not a token, and page one comes.",
    behind((exchange, inner) => {
      const kept = pairsOf(exchange.query).filter((pair) => !isBroken(pair) && !isNoText(pair));
      return inner(at(exchange, exchange.path, kept.join("&")));
    }),
  ),
  mutant(
    "undecodable-bytes-are-removed",
    ["pagination.bad-token-rejected"],
    "Bytes that are not UTF-8 are dropped from the text (errors='ignore'): a token of %ff alone is blank, and page one comes.",
    behind((exchange, inner) =>
      inner(at(exchange, exchange.path, exchange.query.replace(/%(?:[89a-f][0-9a-f])/gi, ""))),
    ),
  ),
  mutant(
    "bracketed-token-is-500",
    ["pagination.bad-token-rejected"],
    "The parser makes an object of page_token[$ne]=x and a list of page_token[]=x; neither has a method named startsWith.",
    behind(async (exchange, inner) => {
      const reply = await inner(exchange);
      const isNested = [...new URLSearchParams(exchange.query).keys()].some((name) => /^page_token\[/.test(name));
      if (reply.status === 401 || !isNested) return reply;
      return internalError;
    }),
  ),
  mutant(
    "bracketed-token-is-a-condition",
    ["pagination.bad-token-rejected"],
    "The parsed object goes into the query as it is: page_token[$ne]=x asks for every session but one, another list than the first page.",
    class extends ListEndpoint {
      override visible(query: ListQuery): StoredSession[] {
        const rows = super.visible(query);
        const names = [...new URLSearchParams(query.exchange.query).keys()];
        const isCondition = names.some((name) => /^page_token\[.+\]$/.test(name));
        return isCondition ? rows.sort((left, right) => right.createdAt - left.createdAt).slice(1) : rows;
      }
    },
  ),
  mutant(
    "two-tokens-are-500",
    ["pagination.bad-token-rejected"],
    "A parameter that stands twice is a list, and the decoder wants a string: TypeError, and 500.",
    behind(async (exchange, inner) => {
      const reply = await inner(exchange);
      const isTwice = new URLSearchParams(exchange.query).getAll("page_token").length > 1;
      if (reply.status === 401 || !isTwice) return reply;
      return internalError;
    }),
  ),
  mutant(
    "bracketed-size-is-unchecked",
    { clauses: ["pagination.over-maximum-bounded"], killedBy: ["pagination.page-size-is-a-ceiling"] },
    "page_size[]=500 passes the validator, which looks at page_size, and is read by the query builder, which flattens.",
    class extends ListEndpoint {
      override async list(query: ListQuery): Promise<Reply> {
        const size = new URLSearchParams(query.exchange.query).get("page_size[]");
        return super.list(size === null ? query : { ...query, size: Number(size) || query.size });
      }
    },
  ),
  mutant(
    "bracketed-size-is-500",
    { clauses: ["pagination.over-maximum-bounded"], killedBy: ["pagination.bad-size-rejected"] },
    "page_size[]=500 is a list, and LIMIT takes none.",
    behind(async (exchange, inner) => {
      const reply = await inner(exchange);
      if (reply.status === 401 || !new URLSearchParams(exchange.query).has("page_size[]")) return reply;
      return internalError;
    }),
  ),
  mutant(
    "any-zero-but-the-plain-one",
    ["pagination.bad-size-rejected"],
    "`0` is refused as text; 00 is the number 0, for which the default stands in.",
    sizedBy((text) =>
      text === "0" ? undefined : /^0+$/.test(text) ? 10 : within(/^\d+$/.test(text) ? Number(text) : Number.NaN),
    ),
  ),
  mutant(
    "minus-zero-is-no-minus",
    ["pagination.bad-size-rejected"],
    "-0 is not less than 0 and not equal to the text 0: it passes, and the list is empty.",
    class extends ListEndpoint {
      override sizeOf(values: readonly string[]): number | undefined {
        return values[0] === "-0" ? 0 : super.sizeOf(values);
      }
    },
  ),
  mutant(
    "infinity-is-the-maximum",
    ["pagination.bad-size-rejected"],
    "parseFloat knows Infinity, and min(100, Infinity) is 100.",
    class extends ListEndpoint {
      override sizeOf(values: readonly string[]): number | undefined {
        return values[0] === "Infinity" ? 100 : super.sizeOf(values);
      }
    },
  ),
  mutant(
    "nan-passes-both-comparisons",
    ["pagination.bad-size-rejected"],
    "NaN is neither below 1 nor above 100, so that `NaN` itself is not an error, and slice(0, NaN) is empty.",
    class extends ListEndpoint {
      override sizeOf(values: readonly string[]): number | undefined {
        return values[0] === "NaN" ? 0 : super.sizeOf(values);
      }
    },
  ),
  mutant(
    "javascript-s-words-are-absent",
    ["pagination.bad-size-rejected"],
    "Clients that write `undefined` and `null` into URLs are tolerated: both are no size, and the default holds.",
    class extends ListEndpoint {
      override sizeOf(values: readonly string[]): number | undefined {
        return values[0] === "undefined" || values[0] === "null" ? this.defaultSize : super.sizeOf(values);
      }
    },
  ),
  mutant(
    "half-a-session-rounded-up",
    ["pagination.bad-size-rejected"],
    "Sizes between 0 and 1 are rounded up, so that no page is empty; 1.5 is refused.",
    class extends ListEndpoint {
      override sizeOf(values: readonly string[]): number | undefined {
        return /^0\.\d*[1-9]\d*$/.test(values[0] ?? "") ? 1 : super.sizeOf(values);
      }
    },
  ),
];
