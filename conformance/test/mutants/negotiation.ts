import type { Reply } from "../corpus/exchange.ts";
import { behind, internalError, type Layer } from "../corpus/layered.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";

/** Answers 500 where a header is one that its parser throws on. */
const throwsOn =
  (name: string, isTooOdd: (value: string) => boolean): Layer =>
  (exchange, inner) => {
    const value = exchange.headers[name];
    return typeof value === "string" && isTooOdd(value) ? internalError : inner(exchange);
  };

/** Adds headers to the answers that `isMeant` picks. */
const headed =
  (headers: Readonly<Record<string, string>>, isMeant: (reply: Reply) => boolean): Layer =>
  async (exchange, inner) => {
    const reply = await inner(exchange);
    return isMeant(reply) ? { ...reply, headers: { ...reply.headers, ...headers } } : reply;
  };

/** Faults in what headers of negotiation, of overriding and of caching do. */
export const negotiationMutants: readonly Mutant[] = [
  mutant(
    "malformed-type-is-500",
    ["http.accept"],
    "Accept is taken apart at its slash: a type without one has no second half, and nobody catches that.",
    behind(throwsOn("accept", (value) => value.split(",").some((type) => !type.includes("/")))),
  ),
  mutant(
    "malformed-quality-is-500",
    ["http.accept"],
    "A quality that is not a number is NaN, and the comparator of the sort asserts that it is none.",
    behind(throwsOn("accept", (value) => /q=(?![01](?:\.\d*)?\s*(?:,|;|$))/.test(value))),
  ),
  mutant(
    "malformed-language-is-500",
    ["http.accept"],
    "Messages are translated: Intl.getCanonicalLocales throws on what is not a language tag.",
    behind(
      throwsOn("accept-language", (value) =>
        value
          .split(",")
          .some((range) => !/^\s*(?:[a-z]{2,8}(?:-[a-z0-9]{1,8})*|\*)\s*(?:;\s*q=[\d.]+\s*)?$/i.test(range)),
      ),
    ),
  ),
  mutant(
    "unknown-charset-is-500",
    ["http.accept"],
    "The encoder is looked up by the first charset of Accept-Charset, and there is none of that name.",
    behind(throwsOn("accept-charset", (value) => !/^\s*(?:utf-8|iso-8859-1|us-ascii|\*)/i.test(value))),
  ),
  mutant(
    "charset-is-honoured",
    ["http.accept"],
    "Accept-Charset: utf-16 gets UTF-16, which no JSON between systems may be in (RFC 8259 §8.1).",
    behind(async (exchange, inner) => {
      const reply = await inner(exchange);
      const isAsked = /^\s*utf-16/i.test(String(exchange.headers["accept-charset"] ?? ""));
      if (!isAsked || reply.status !== 200 || typeof reply.body !== "string") return reply;
      return { ...reply, body: Buffer.from(reply.body, "utf16le") };
    }),
  ),
  mutant(
    "callback-makes-a-script",
    ["http.other-methods"],
    "JSONP is on since the first widget: with ?callback= the page is a call of a function, as application/javascript.",
    behind(async (exchange, inner) => {
      const reply = await inner(exchange);
      const callback = new URLSearchParams(exchange.query).get("callback");
      if (callback === null || reply.status !== 200 || typeof reply.body !== "string") return reply;
      const headers = { ...reply.headers, "content-type": "application/javascript" };
      return { ...reply, headers, body: `/**/${callback}(${reply.body});` };
    }),
  ),
  mutant(
    "override-header-deletes",
    ["http.other-methods"],
    "X-HTTP-Method-Override works on GET, too: a link with that header deletes the newest session.",
    behind((exchange, inner, data) => {
      const override = String(exchange.headers["x-http-method-override"] ?? "").toUpperCase();
      const id = /live_entities\/([^/]*)/.exec(exchange.path)?.[1] ?? "";
      if (exchange.method !== "GET" || override !== "DELETE") return inner(exchange);
      for (const { id: session } of (data.entities.get(id)?.sessions ?? []).slice(-1)) data.remove(id, session);
      return { status: 204, headers: {}, body: "" };
    }),
  ),
  mutant(
    "method-parameter-deletes",
    ["http.other-methods"],
    "The form helper's `_method` is read from the query of a GET, as well: _method=DELETE deletes.",
    behind((exchange, inner, data) => {
      const id = /live_entities\/([^/]*)/.exec(exchange.path)?.[1] ?? "";
      if (new URLSearchParams(exchange.query).get("_method")?.toUpperCase() !== "DELETE") return inner(exchange);
      for (const { id: session } of (data.entities.get(id)?.sessions ?? []).slice(-1)) data.remove(id, session);
      return inner(exchange);
    }),
  ),
  mutant(
    "post-overridden-to-get-lists",
    ["http.other-methods"],
    "The override middleware makes a GET of a POST, so that a page is had by POST after all.",
    behind((exchange, inner) => {
      const override = String(exchange.headers["x-http-method-override"] ?? "").toUpperCase();
      return inner(exchange.method === "POST" && override === "GET" ? { ...exchange, method: "GET" } : exchange);
    }),
  ),
  mutant(
    "kept-by-the-cdn",
    ["http.not-publicly-cached"],
    "Cache-Control says private, and CDN-Cache-Control, which the CDN obeys instead (RFC 9213), says for a minute.",
    behind(headed({ "cache-control": "private", "cdn-cache-control": "max-age=60" }, ({ status }) => status === 200)),
  ),
  mutant(
    "kept-by-the-surrogate",
    ["http.not-publicly-cached"],
    "Surrogate-Control: max-age=30 keeps every page in the surrogate, whatever Cache-Control says.",
    behind(headed({ "cache-control": "no-store", "surrogate-control": "max-age=30" }, ({ status }) => status === 200)),
  ),
  mutant(
    "refusals-publicly-cached",
    ["http.not-publicly-cached"],
    "The error page's handler sets public, max-age=600: a 401 of one client is everybody's, and so is a 404 of an entity that comes to be.",
    behind(headed({ "cache-control": "public, max-age=600" }, ({ status }) => status === 401 || status === 404)),
  ),
];
