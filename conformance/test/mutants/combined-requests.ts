import { type Exchange, jsonReply, type Reply } from "../corpus/exchange.ts";
import { at, behind, internalError, type Layer, ownersKey, withHeaders } from "../corpus/layered.ts";
import { ListEndpoint, type ListQuery } from "../corpus/list-endpoint.ts";
import type { StoredSession } from "../corpus/memory-data.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";

const badLine: Reply = jsonReply(400, { message: "This is not a request line.", error_type: "invalid_request_error" });

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Changes what is refused, where a header is there. */
const onRefusal =
  (isMeant: (exchange: Exchange) => boolean, change: (reply: Reply) => Reply): Layer =>
  async (exchange, inner) => {
    const reply = await inner(exchange);
    return reply.status >= 400 && isMeant(exchange) ? change(reply) : reply;
  };

/** Faults that show where an odd header, parameter or body meets a request that others send plain. */
export const combinedRequestMutants: readonly Mutant[] = [
  mutant(
    "errors-are-pages-for-browsers",
    ["errors.body"],
    "The framework's error handler makes a page of HTML of every error for anyone who accepts text/html first.",
    behind(
      onRefusal(
        ({ headers }) => /^text\/html/.test(headers.accept ?? ""),
        (reply) => ({ ...reply, headers: { ...reply.headers, "content-type": "text/html" }, body: "<h1>Error</h1>" }),
      ),
    ),
  ),
  mutant(
    "translated-errors-throw",
    ["http.accept"],
    "Only error messages are translated: Intl.getCanonicalLocales throws on a language that is none, and the 404 is a 500.",
    behind(
      onRefusal(
        ({ headers }) => /[!_]/.test(headers["accept-language"] ?? ""),
        () => internalError,
      ),
    ),
  ),
  mutant(
    "coding-left-on-errors",
    { clauses: ["errors.body"], killedBy: ["http.accept"] },
    "The compressing layer has set Content-Encoding: gzip when the error handler replaces the body by one that is not compressed.",
    behind(
      onRefusal(
        ({ headers }) => headers["accept-encoding"] === "gzip",
        (reply) => ({ ...reply, headers: { ...reply.headers, "content-encoding": "gzip" } }),
      ),
    ),
  ),
  mutant(
    "years-of-the-reader-s-calendar",
    ["representation.faithful"],
    "Times are printed in the request's culture: for Thai readers the year is that of the Buddhist calendar.",
    class extends ListEndpoint {
      override item(row: StoredSession, query: ListQuery): Readonly<Record<string, unknown>> {
        const item = super.item(row, query);
        const isThai = /^th\b/.test(query.exchange.headers["accept-language"] ?? "");
        const later = (time: unknown): string => String(time).replace(/^\d{4}/, (year) => String(Number(year) + 543));
        const times = { created_at: later(item["created_at"]), updated_at: later(item["updated_at"]) };
        return isThai ? { ...item, ...times } : item;
      }
    },
  ),
  mutant(
    "numbers-of-the-reader-s-language",
    ["representation.schema"],
    "Durations are formatted by the locale of the request: with a comma for German readers, and so as text.",
    class extends ListEndpoint {
      override item(row: StoredSession, query: ListQuery): Readonly<Record<string, unknown>> {
        const item = super.item(row, query);
        const isGerman = /^de\b/.test(query.exchange.headers["accept-language"] ?? "");
        if (!isGerman || row.duration === undefined) return item;
        return { ...item, duration: String(row.duration).replace(".", ",") };
      }
    },
  ),
  mutant(
    "id-parameter-wins",
    ["representation.own-sessions-only", "http.unknown-parameters"],
    "Path and query are merged into one object of parameters, the query last: ?id= is listed, after the path's id was checked.",
    behind((exchange, inner, data) => {
      const id = new URLSearchParams(exchange.query).get("id");
      if (id === null || !data.entities.has(id)) return inner(exchange);
      const path = exchange.path.replace(/(live_entities\/)[^/]*/, `$1${id}`);
      return inner(withHeaders(at(exchange, path), { authorization: ownersKey(data, path) }));
    }),
  ),
  mutant(
    "format-parameter-makes-csv",
    ["http.unknown-parameters"],
    "?format=csv is left over from the export of the admin pages.",
    behind(async (exchange, inner) => {
      const reply = await inner(exchange);
      const isCsv = new URLSearchParams(exchange.query).get("format") === "csv" && reply.status === 200;
      return isCsv ? { ...reply, headers: { ...reply.headers, "content-type": "text/csv" }, body: "id\n" } : reply;
    }),
  ),
  mutant(
    "parameter-shadows-a-method",
    ["http.unknown-parameters"],
    "Parameters are put into an object, and that is asked whether it hasOwnProperty: with a parameter of that name it is not a function.",
    behind((exchange, inner) =>
      new URLSearchParams(exchange.query).has("hasOwnProperty") ? internalError : inner(exchange),
    ),
  ),
  mutant(
    "members-filter",
    ["http.unknown-parameters"],
    "Every member of a session is a filter, as in json-server: ?stream_key=2 lists nothing.",
    class extends ListEndpoint {
      override visible(query: ListQuery): StoredSession[] {
        const key = new URLSearchParams(query.exchange.query).get("stream_key");
        return super.visible(query).filter(({ streamKey }) => key === null || streamKey === key);
      }
    },
  ),
  mutant(
    "other-override-header-lists",
    ["http.other-methods"],
    "The override middleware knows X-HTTP-Method, as OData does: a page is had by POST.",
    behind((exchange, inner) => {
      const isGet = String(exchange.headers["x-http-method"] ?? "").toUpperCase() === "GET";
      return inner(exchange.method === "POST" && isGet ? { ...exchange, method: "GET" } : exchange);
    }),
  ),
  mutant(
    "body-that-is-no-json-is-500",
    ["http.other-methods"],
    "Bodies are parsed before the method is looked at, whatever their type says, and nobody catches what the parser throws.",
    behind((exchange, inner) => (exchange.body !== "" && !isJson(exchange.body) ? internalError : inner(exchange))),
  ),
  mutant(
    "refused-chunks-are-the-next-request",
    ["http.concurrent"],
    "A refused body is read by its Content-Length; one in chunks has none, and stays on the connection for the next request.",
    (() => {
      const unread = new WeakSet<object>();
      return behind(async (exchange, inner) => {
        if (unread.delete(exchange.connection)) return badLine;
        if (exchange.headers["transfer-encoding"] !== undefined) unread.add(exchange.connection);
        return inner(exchange);
      });
    })(),
  ),
];
