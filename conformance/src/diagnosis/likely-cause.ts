import { MAX_PAGE_SIZE, MIN_PAGE_SIZE } from "../contract/generated/page-size.ts";
import type { Failure } from "../findings/finding.ts";
import { isObject } from "../profile/json-pointer.ts";
import { questionOf } from "../questions/catalogue.ts";
import * as guard from "../questions/guard.ts";
import { isAskedBy } from "../questions/question.ts";
import { hasToken } from "../reading/followed-pages.ts";
import { readBody, readPage } from "../reading/page-reading.ts";
import type { View } from "../reading/view.ts";
import { type Exchange, headerOf } from "../recording/exchange.ts";
import type { Rule } from "../rules/rule.ts";
import { likelyOfLosses } from "./loss-pattern.ts";

/** What was seen where a rule failed: the answer that decided it. */
interface Seen {
  readonly rule: string;
  readonly exchange: Exchange;
  readonly status: number | undefined;
  readonly isHtml: boolean;
  readonly body: string | undefined;
  /** The body's members; none where it is not an object. */
  readonly json: Readonly<Record<string, unknown>>;
  readonly freshness: Freshness | undefined;
}

/** What is wrong with the session that a stale list is about. */
type Freshness = "listed though deleted" | "not listed" | "otherwise";

interface Hint {
  readonly fits: (seen: Seen) => boolean;
  readonly text: string | ((view: View) => string);
}

const isFamily =
  (...starts: readonly string[]) =>
  ({ rule }: Seen): boolean =>
    starts.some((start) => rule.startsWith(start));

const isTokenRule = isFamily(
  "pagination.bad-token",
  "pagination.altered-token",
  "pagination.token-",
  "pagination.foreign-token",
);
const isSizeRule = isFamily("pagination.bad-size", "pagination.over-maximum", "pagination.bounds");
const isKeyRule = isFamily("errors.key-");
const isIdRule = isFamily("errors.unknown-entity", "errors.missing-id", "errors.id-");
const isAboutErrors = isFamily("errors.fault", "errors.body", "errors.no-leaks", "pagination.blank-token");
const isLossRule = isFamily("pagination.exactly-once", "pagination.terminates");
const isServerError = ({ status = 0 }: Seen): boolean => status >= 500;
const isPage = ({ status }: Seen): boolean => status === 200;

/** From what was seen to where its cause usually is, the narrowest first. */
const hints: readonly Hint[] = [
  {
    fits: ({ exchange, status }) => status === undefined && exchange.failure?.kind === "timeout",
    text: "The request hangs: a handler that neither answers nor throws, a promise that nobody awaits, or a pool without a free connection.",
  },
  {
    fits: ({ exchange, status }) => status === undefined && exchange.failure?.kind === "protocol",
    text: "The answer is not HTTP that a client can read: a wrong Content-Length, an encoding other than the declared one, or bytes after the body.",
  },
  {
    fits: ({ status }) => status === undefined,
    text: "The connection was closed without an answer: an error outside of any handler, which may have ended the process, or a proxy that gave up.",
  },
  {
    fits: ({ status = 0 }) => status >= 300 && status < 400 && status !== 304,
    text: "A redirect instead of the answer: a framework that adds or takes away a slash, a login, or http to https. Answer under the path that was asked for.",
  },
  {
    fits: (seen) => isKeyRule(seen) && seen.status === 403,
    text: "The framework answers 403 to a missing or wrong key; 403 means that the key is valid but not sufficient. Answer 401, with WWW-Authenticate.",
  },
  {
    fits: (seen) => isFamily("errors.key-required", "errors.key-exact")(seen) && seen.status === 400,
    text: "Authorization is a parameter to the framework, which treats a missing or malformed one as a bad request: answer 401.",
  },
  {
    fits: (seen) => isFamily("errors.key-required")(seen) && isPage(seen),
    text: "The key is not required here: authentication is optional, or the guard covers only some methods, paths or pages.",
  },
  {
    fits: (seen) => isKeyRule(seen) && (seen.status === 400 || seen.status === 404),
    text: "Parameters or the entity are checked before the key: check the key first, so that nobody without one learns what exists.",
  },
  {
    fits: (seen) => isKeyRule(seen) && isPage(seen) && isAskedBy(seen.exchange.purpose, guard.otherSpelling),
    text: "The guard looks at the path in one form and the router at another: slashes, dots, escapes, capitals, or a suffix. Let both use the same decoded path, or check the key in the handler.",
  },
  {
    fits: (seen) =>
      isKeyRule(seen) &&
      isPage(seen) &&
      [guard.otherMethod, guard.overridden].some((asked) => isAskedBy(seen.exchange.purpose, asked)),
    text: "The guard depends on the method, and skips one that the handler, or a method override, treats as GET: require the key for every method.",
  },
  {
    fits: (seen) =>
      isKeyRule(seen) &&
      isPage(seen) &&
      [guard.headersOfAProxy, guard.renamedPath].some((asked) => isAskedBy(seen.exchange.purpose, asked)),
    text: "A header that any client may send is trusted: where a request comes from, what it asks for, or that it is authenticated. Accept such headers only from your own proxy, and still require the key.",
  },
  {
    fits: (seen) => isKeyRule(seen) && isPage(seen),
    text: "A key is not compared whole, or not for each request: a prefix, a pattern (LIKE), a case-insensitive comparison, or a result that was cached for the connection or the URL.",
  },
  {
    fits: (seen) => isKeyRule(seen) && isServerError(seen),
    text: "The parser of the Authorization header throws on an unknown form, and nothing turns that into a 401.",
  },
  {
    fits: ({ status }) => status === 422,
    text: "The framework's own validation answers 422: map it to 400 in the error handler.",
  },
  {
    fits: (seen) => isTokenRule(seen) && isServerError(seen),
    text: "The decoder of the token throws (base64, JSON, a date, a number, a UUID), or the database refuses a decoded value: catch this where the token is decoded, and answer 400.",
  },
  {
    fits: (seen) => isSizeRule(seen) && isServerError(seen),
    text: "The size reaches the database, or a validation whose error has no status, unchecked: check it where it is read, and answer 400.",
  },
  {
    fits: (seen) => isIdRule(seen) && isServerError(seen),
    text: "The id reaches the database in a form that its column refuses (a UUID, an integer, bytes that are not text): check the form first, and answer 404.",
  },
  {
    fits: (seen) => seen.rule === "pagination.bad-token-rejected" && isPage(seen),
    text: "A token that cannot be decoded is treated as no token, and gives the first page or an empty one: answer 400.",
  },
  {
    fits: (seen) => isSizeRule(seen) && isPage(seen),
    text: ({ isLiveSessions, profile }) => {
      const { minimum = MIN_PAGE_SIZE, maximum = isLiveSessions ? MAX_PAGE_SIZE : undefined } = profile.size;
      const range = maximum === undefined ? `numbers from ${minimum}` : `the numbers from ${minimum} to ${maximum}`;
      return `The size is parsed up to the first wrong character, or falls back to the default: match the whole text against ${range}.`;
    },
  },
  {
    fits: (seen) => isIdRule(seen) && isPage(seen),
    text: "The entity itself is not looked up, so an unknown one has an empty list: look the entity up first, and answer 404.",
  },
  {
    fits: ({ rule, isHtml, status = 0 }) => rule === "errors.body" && isHtml && status >= 400,
    text: "This is the framework's or the proxy's own error page: register one handler for errors and one for unknown routes.",
  },
  {
    fits: ({ rule, body }) => rule === "errors.body" && body === "",
    text: "The error has no body: the framework's default for exceptions. Write message and error_type in the error handler.",
  },
  {
    fits: ({ rule, json }) => rule === "errors.body" && (isObject(json["error"]) || Array.isArray(json["errors"])),
    text: "The error is wrapped, in the form of another API: message and error_type are members of the body itself.",
  },
  {
    fits: ({ rule, json }) => rule === "errors.body" && ("detail" in json || Array.isArray(json["message"])),
    text: "The framework's validation writes errors in a form of its own: turn them into message (a text) and error_type.",
  },
  {
    fits: ({ rule, json }) => rule === "errors.body" && isText(json["message"]) && isText(json["error_type"]),
    text: "error_type is of another vocabulary, or that of another status: 4xx is invalid_request_error, 5xx api_error. Derive it from the status in one place.",
  },
  {
    fits: ({ rule, json }) => rule === "errors.body" && Object.keys(json).length > 0,
    text: "A member is missing, empty or named otherwise: each error has message (a text that is not empty) and error_type.",
  },
  {
    fits: ({ rule }) => rule === "representation.schema",
    text: "A member is left out where it is empty or unset (omitempty, a private field, a null), is wrapped in another object, or has the type of its column or serializer (a number, a text): write each one as the schema declares it, and [] for an empty list.",
  },
  {
    fits: ({ rule, freshness }) => rule === "pagination.fresh" && freshness === "listed though deleted",
    text: "The query does not see the deletion: it ignores the flag of a soft delete, or reads a copy in another table or a cache.",
  },
  {
    fits: ({ rule, freshness }) => rule === "pagination.fresh" && freshness === "not listed",
    text: "The query does not see what was just inserted: a bound on the time that excludes the newest, a read model that fetches only what is newer than its newest, a cache, or a replica that lags.",
  },
  {
    fits: ({ rule, freshness }) => rule === "pagination.fresh" && freshness === "otherwise",
    text: "A changed session is listed as it was, or out of its place: an update that is not written to every column or copy, a list that is sorted only when it is created, or a cache.",
  },
  {
    fits: ({ rule, status }) => rule === "http.accept" && status === 406,
    text: "The header is compared with application/json letter by letter, but a missing header, */* and application/* also match. Match ranges, or ignore the header.",
  },
  {
    fits: (seen) => seen.rule === "http.accept" && isServerError(seen),
    text: "Content negotiation throws on an Accept that is unknown or missing: ignore the header, or answer 406.",
  },
  {
    fits: (seen) => seen.rule === "http.other-methods" && isServerError(seen),
    text: "The route accepts the method, and its handler throws on a body that is empty or not JSON: register only GET and HEAD, and answer 405 to the rest.",
  },
  {
    fits: ({ exchange, status }) =>
      exchange.request.method === "HEAD" && (status === 404 || status === 405 || status === 501),
    text: "HEAD is not routed: most routers can derive it from GET.",
  },
  {
    fits: ({ exchange, status }) => isLaterPage(exchange) && status === 400,
    text: "A token that the server gave is refused: it is bound to something that changes (the size, an instance, a row that may be deleted), or is not encoded and decoded in the same alphabet.",
  },
  {
    fits: (seen) => isLaterPage(seen.exchange) && isServerError(seen),
    text: "The query for a later page throws: a column that is ambiguous or not selected, a value of the wrong type in the cursor, or an anchor that is no longer there.",
  },
  {
    fits: ({ exchange, status }) => isLaterPage(exchange) && status === 404,
    text: "The row that the token names is looked up, and is gone: compare with its position instead.",
  },
  {
    fits: (seen) => isServerError(seen) && !isAboutErrors(seen),
    text: "An exception reached the error handler: the server's log of this request says which.",
  },
];

/** A page behind a token that the server itself gave, as far as the question tells. */
function isLaterPage(exchange: Exchange): boolean {
  const { purpose } = exchange;
  return purpose.walkId !== undefined && hasToken(exchange) && questionOf(purpose)?.isHostile !== true;
}

/**
 * Where the cause of a failure usually is, told from what was seen and not from the rule alone.
 *
 * @param view of the whole run: which sessions are lost says more than one answer
 * @param exchanges those that show the failure, the decisive one last
 * @returns undefined where what was seen says no more than the rule
 */
export function likelyCause(
  { id }: Pick<Rule, "id">,
  exchanges: readonly Exchange[],
  { sessions = [] }: Pick<Failure, "sessions">,
  view: View,
): string | undefined {
  const exchange = exchanges.at(-1);
  if (!exchange) return undefined;
  const { response } = exchange;
  const isHtml = response !== undefined && (headerOf(response, "content-type") ?? "").includes("html");
  const json = response && readBody(response.body).json;
  const seen: Seen = {
    rule: id,
    exchange,
    status: response?.status,
    isHtml,
    body: response?.body.text,
    json: isObject(json) ? json : {},
    freshness: freshnessOf(view, exchange, sessions[0]),
  };
  const text = hints.find(({ fits }) => fits(seen))?.text;
  if (typeof text === "function") return text(view);
  return text ?? (isLossRule(seen) ? likelyOfLosses(view) : undefined);
}

function freshnessOf(view: View, exchange: Exchange, session: string | undefined): Freshness | undefined {
  const page = readPage(exchange);
  if (!view.known || session === undefined || "unreadable" in page) return undefined;
  const isKnown = view.known.sessionAt(exchange.purpose.collection ?? "", exchange.id, session) !== undefined;
  const isListed = page.items.some(({ id }) => id === session);
  if (isListed) return isKnown ? "otherwise" : "listed though deleted";
  return "not listed";
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}
