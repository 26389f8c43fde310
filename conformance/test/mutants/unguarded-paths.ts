import { type Exchange, jsonReply, type Reply } from "../corpus/exchange.ts";
import { at, behind, type Layer, ownersKey, withHeaders } from "../corpus/layered.ts";
import type { MemoryData } from "../corpus/memory-data.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";

/** The path as it is written in the route table. */
const declared = /^\/v1\/live_entities\/[^/]*\/live_sessions$/;

type Inner = (exchange: Exchange) => Promise<Reply>;

/** The service behind the guard: it trusts whatever reaches it, and acts for the entity's owner. */
function trusted(exchange: Exchange, inner: Inner, data: MemoryData): Promise<Reply> {
  return inner(withHeaders(exchange, { authorization: ownersKey(data, exchange.path) }));
}

/** A guard that knows the declared path only, before a router that takes the spellings which `normalised` undoes. */
function guardedByPath(normalised: (path: string) => string): Layer {
  return (exchange, inner, data) => {
    if (declared.test(exchange.path) && !/[;%]/.test(exchange.path)) return inner(exchange);
    const path = normalised(exchange.path);
    return declared.test(path) ? trusted(at(exchange, path), inner, data) : inner(exchange);
  };
}

function decodedWhereItCan(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Guards and routers that read one request line in two ways, so that a list is given to clients that spell it oddly. */
export const unguardedPathMutants: readonly Mutant[] = [
  mutant(
    "trailing-slash-passes-the-guard",
    ["errors.key-everywhere"],
    "The gateway's policy names the path without a slash at its end; the router behind takes it with one, too.",
    behind(guardedByPath((path) => path.replace(/\/+$/, ""))),
  ),
  mutant(
    "matrix-parameters-pass-the-guard",
    ["errors.key-everywhere"],
    "`;x` is cut off after the security filter has compared the path, as in servlet containers: `live_sessions;x` is not a protected path.",
    behind(guardedByPath((path) => path.replace(/;[^/]*/g, ""))),
  ),
  mutant(
    "other-case-passes-the-guard",
    ["errors.key-everywhere"],
    "The guard is mounted on a pattern that minds case, the router does not, as is the default in Express.",
    behind(
      guardedByPath((path) =>
        path.replace(
          /^\/v1\/live_entities\/([^/]*)\/live_sessions$/i,
          (_, id: string) => `/v1/live_entities/${id}/live_sessions`,
        ),
      ),
    ),
  ),
  mutant(
    "escaped-letter-passes-the-guard",
    ["errors.key-everywhere"],
    "The guard compares the path as it came, the router what it is decoded: `live%5Fsessions` is listed without a key.",
    behind(guardedByPath(decodedWhereItCan)),
  ),
  mutant(
    "double-slash-passes-the-guard",
    ["errors.key-everywhere"],
    "nginx merges slashes before it forwards; the guard's own table does not.",
    behind(guardedByPath((path) => path.replace(/\/{2,}/g, "/"))),
  ),
  mutant(
    "dot-segment-passes-the-guard",
    ["errors.key-everywhere"],
    "`/./` is taken out by the router's URL parser, and the guard has compared by then.",
    behind(guardedByPath((path) => path.replace(/\/\.(?=\/)/g, ""))),
  ),
  mutant(
    "escaped-dots-pass-the-guard",
    ["errors.key-everywhere"],
    "`%2e%2e` is a segment of two dots for the router's URL parser (WHATWG URL §4.4), and a name like any other for the guard.",
    behind(guardedByPath((path) => new URL(path, "http://inner").pathname)),
  ),
  mutant(
    "public-folder-passes-the-guard",
    ["errors.key-everywhere"],
    "The guard leaves out whatever begins with /v1/public/; the router resolves the two dots behind it.",
    behind((exchange, inner, data) =>
      exchange.path.startsWith("/v1/public/../")
        ? trusted(at(exchange, exchange.path.replace("public/../", "")), inner, data)
        : inner(exchange),
    ),
  ),
  mutant(
    "backslash-passes-the-guard",
    ["errors.key-everywhere"],
    "The web server turns backslashes into slashes, as Windows has it, after the guard has looked at the path.",
    behind(guardedByPath((path) => path.replace(/%5c|\\/gi, "/"))),
  ),
  mutant(
    "static-file-passes-the-guard",
    ["errors.key-everywhere"],
    "Paths that end in .css, .js or .png need no key, and the handler ignores what stands behind its route (PATH_INFO).",
    behind(guardedByPath((path) => path.replace(/(live_sessions)\/[\w.-]+\.(?:css|js|png)$/, "$1"))),
  ),
  mutant(
    "blank-at-the-end-passes-the-guard",
    ["errors.key-everywhere"],
    "Dots and blanks at the end of a name are dropped by the file system's rules, and the guard compares before.",
    behind(guardedByPath((path) => path.replace(/(?:%20|\.)+$/, ""))),
  ),
  mutant(
    "preflight-lists",
    ["errors.key-everywhere"],
    "The CORS middleware lets OPTIONS through without a key, and the catch-all route behind it answers it like GET.",
    behind((exchange, inner, data) =>
      exchange.method === "OPTIONS" ? trusted({ ...exchange, method: "GET" }, inner, data) : inner(exchange),
    ),
  ),
  mutant(
    "unheard-of-method-lists",
    ["errors.key-everywhere"],
    "The access rule is written for GET and POST (a <Limit> without its <LimitExcept>), and the handler does not look at the method.",
    behind((exchange, inner, data) =>
      ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"].includes(exchange.method)
        ? inner(exchange)
        : trusted({ ...exchange, method: "GET" }, inner, data),
    ),
  ),
  mutant(
    "override-header-passes-the-guard",
    ["errors.key-everywhere"],
    "A middleware renames the method before the guard and a second one after it: with X-HTTP-Method-Override: OPTIONS a GET counts as a preflight for the one and as GET for the other.",
    behind((exchange, inner, data) => {
      const override = String(exchange.headers["x-http-method-override"] ?? "").toUpperCase();
      return exchange.method === "GET" && override === "OPTIONS" ? trusted(exchange, inner, data) : inner(exchange);
    }),
  ),
  mutant(
    "post-renamed-after-the-guard",
    ["errors.key-everywhere"],
    "POST needs no key, as 405 is its answer anyhow; the override middleware behind makes a GET of it.",
    behind((exchange, inner, data) => {
      const override = String(exchange.headers["x-http-method-override"] ?? "").toUpperCase();
      return exchange.method === "POST" && override === "GET"
        ? trusted({ ...exchange, method: "GET" }, inner, data)
        : inner(exchange);
    }),
  ),
  mutant(
    "trace-repeats-the-request",
    ["errors.key-everywhere"],
    "TRACE is on, and sends the request back with all its headers, the key among them (RFC 9110 §9.3.8 warns of it).",
    behind((exchange, inner) => {
      if (exchange.method !== "TRACE") return inner(exchange);
      const lines = Object.entries(exchange.headers).map(([name, value]) => `${name}: ${String(value)}`);
      const body = [`TRACE ${exchange.target} HTTP/1.1`, ...lines, "", ""].join("\r\n");
      return { status: 200, headers: { "content-type": "message/http" }, body };
    }),
  ),
  mutant(
    "unknown-route-shows-the-request",
    ["errors.key-everywhere"],
    "The 404 of the framework, debug switched on, prints the headers that it was asked with.",
    behind(async (exchange, inner) => {
      const reply = await inner(exchange);
      if (reply.status !== 404 || declared.test(exchange.path)) return reply;
      const shown = exchange.headers.authorization ?? "none";
      return jsonReply(404, {
        message: `No route for ${exchange.path} (key ${shown}).`,
        error_type: "invalid_request_error",
      });
    }),
  ),
];
