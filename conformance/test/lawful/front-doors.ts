import { type Exchange, jsonReply, type Reply } from "../corpus/exchange.ts";
import { at, behind, type Layer } from "../corpus/layered.ts";
import type { EndpointClass } from "../corpus/list-endpoint.ts";
import type { Account } from "../corpus/memory-data.ts";
import { type Difference, difference } from "./difference.ts";

const layered =
  (layer: Layer) =>
  (Base: EndpointClass): EndpointClass =>
    behind(layer, Base);

const unauthorized = { "www-authenticate": 'ApiKey realm="live-sessions"', "cache-control": "no-store" };

/** Undoes what a tolerant router undoes, before the key is asked for. */
function normalised(path: string): string {
  const plain = path
    .replace(/\/{2,}/g, "/")
    .replace(/\/\.(?=\/)/g, "")
    .replace(/;[^/]*/g, "")
    .replace(/\/$/, "");
  return plain.replace(/^\/v1\/live_entities\/([^/]+)\/live_sessions$/i, "/v1/live_entities/$1/live_sessions");
}

const isUnreadable = ({ target }: Exchange): boolean => {
  try {
    decodeURIComponent(target);
    return false;
  } catch {
    return true;
  }
};

/** Lawful differences of gateways, routers and guards: who is asked for a key, and what is refused before the endpoint sees it. */
export const frontDoorDifferences: readonly Difference[] = [
  difference(
    "tolerant-router",
    [],
    "A slash at the end, two slashes, `/./`, `;x` and other letter case are the same route; the key is asked for whatever the spelling.",
    layered((exchange, inner) => inner(at(exchange, normalised(exchange.path)))),
  ),
  difference(
    "router-that-redirects",
    [],
    "Spellings that are not the canonical one are redirected to it, with a key or without.",
    layered((exchange, inner) => {
      const path = normalised(exchange.path);
      // An empty id segment is two slashes, too, and is the endpoint's own to answer.
      if (path === exchange.path || /live_entities\/+live_sessions/.test(exchange.path)) return inner(exchange);
      return { status: 308, headers: { location: at(exchange, path).target, "cache-control": "no-store" }, body: "" };
    }),
  ),
  difference(
    "options-says-what-there-is",
    [],
    "OPTIONS is 204 with Allow and the headers of CORS, without a key: a preflight has none.",
    layered((exchange, inner) =>
      exchange.method === "OPTIONS"
        ? {
            status: 204,
            headers: { allow: "GET, HEAD, OPTIONS", "access-control-allow-methods": "GET, HEAD" },
            body: "",
          }
        : inner(exchange),
    ),
  ),
  difference(
    "options-describes-the-route",
    [],
    "OPTIONS is 200 with a description of the route in JSON, without sessions.",
    layered((exchange, inner) =>
      exchange.method === "OPTIONS"
        ? jsonReply(200, { name: "List live sessions", renders: ["application/json"], data: [] })
        : inner(exchange),
    ),
  ),
  difference(
    "trace-without-credentials",
    [],
    "TRACE sends back the request line and the headers that hold no credentials, as RFC 9110 §9.3.8 asks for.",
    layered((exchange, inner) => {
      if (exchange.method !== "TRACE") return inner(exchange);
      const body = `TRACE ${exchange.target} HTTP/1.1\r\nhost: ${exchange.headers.host}\r\n\r\n`;
      return { status: 200, headers: { "content-type": "message/http" }, body };
    }),
  ),
  difference(
    "key-asked-for-before-the-route",
    [],
    "Without a valid key everything is 401, any path and any method.",
    (Base) =>
      class extends Base {
        override async handle(exchange: Exchange): Promise<Reply> {
          const account: Account | undefined = await this.authenticate(exchange);
          const isListRoute = this.entityIdIn(exchange.path) !== undefined && /^(GET|HEAD)$/.test(exchange.method);
          return account === undefined && !isListRoute ? this.unauthorized(exchange) : super.handle(exchange);
        }
      },
  ),
  difference(
    "override-header-counts-for-post",
    [],
    "X-HTTP-Method-Override renames a POST to PUT, PATCH or DELETE, and to nothing else; those are refused as ever.",
    layered((exchange, inner) => {
      const override = String(exchange.headers["x-http-method-override"] ?? "").toUpperCase();
      const isRenamed = exchange.method === "POST" && ["PUT", "PATCH", "DELETE"].includes(override);
      return inner(isRenamed ? { ...exchange, method: override } : exchange);
    }),
  ),
  difference(
    "revoked-keys-are-told",
    [],
    "A key that was taken back is 401 with a text of its own, and the challenge says why.",
    (Base) =>
      class extends Base {
        override unauthorized(exchange: Exchange): Reply {
          const known = (this.data.shared.get("keys") as Set<string> | undefined) ?? new Set();
          if (!known.has(exchange.headers.authorization ?? "")) return super.unauthorized(exchange);
          const challenge = { "www-authenticate": 'ApiKey realm="live-sessions", error="invalid_token"' };
          return this.error(401, "This key was taken back.", { ...unauthorized, ...challenge });
        }
        override accountOf(key: string): Account | undefined {
          const account = super.accountOf(key);
          const known = (this.data.shared.get("keys") as Set<string> | undefined) ?? new Set<string>();
          if (account !== undefined) this.data.shared.set("keys", known.add(key));
          return account;
        }
      },
  ),
  difference(
    "key-in-the-query-is-told",
    [],
    "A key in the query is never taken: the 401 says where it belongs.",
    (Base) =>
      class extends Base {
        override unauthorized(exchange: Exchange): Reply {
          const isMisplaced = /(?:^|&)(?:api_key|access_token|authorization)=/.test(exchange.query);
          if (!isMisplaced) return super.unauthorized(exchange);
          return this.error(401, "Send the key in the header Authorization.", unauthorized);
        }
      },
  ),
  difference(
    "capitals-are-unknown",
    [],
    "A UUID in capitals is an unknown id: 404, as of every id that is not written as it was given.",
    (Base) =>
      class extends Base {
        override storedCase(id: string): string {
          return id;
        }
      },
  ),
  difference(
    "entity-id-as-it-was-asked-for",
    [],
    "entity_id repeats the id in the case of the path.",
    (Base) =>
      class extends Base {
        override item(
          row: Parameters<InstanceType<EndpointClass>["item"]>[0],
          query: Parameters<InstanceType<EndpointClass>["item"]>[1],
        ): Readonly<Record<string, unknown>> {
          const segment = /live_entities\/([^/]*)/.exec(query.exchange.path)?.[1] ?? "";
          return { ...super.item(row, query), entity_id: decodeURIComponent(segment) };
        }
      },
  ),
  difference(
    "bytes-that-are-no-text-are-refused",
    [],
    "A balancer refuses targets whose escapes are broken or no UTF-8 with its own 400, in plain text.",
    layered((exchange, inner) =>
      isUnreadable(exchange)
        ? { status: 400, headers: { "content-type": "text/plain", "cache-control": "no-store" }, body: "Bad Request\n" }
        : inner(exchange),
    ),
  ),
  difference(
    "short-request-lines",
    [],
    "Targets of more than 6 KiB are 414 by the proxy in front.",
    layered((exchange, inner) =>
      exchange.target.length > 6144
        ? { status: 414, headers: { "content-type": "text/html" }, body: "<h1>414 Request-URI Too Large</h1>" }
        : inner(exchange),
    ),
  ),
  difference(
    "malformed-negotiation-is-400",
    [],
    "Accept, Accept-Language and Accept-Charset that are no such headers are 400.",
    (Base) =>
      class extends Base {
        override async authorized(exchange: Exchange, account: Account, id: string): Promise<Reply> {
          const {
            accept = "*/*",
            "accept-language": language = "*",
            "accept-charset": charset = "*",
          } = exchange.headers;
          const isFine =
            accept.split(",").every((type) => /^\s*[\w*.+-]+\/[\w*.+-]+\s*(?:;\s*[\w-]+=[^;,]+)*$/.test(type)) &&
            language
              .split(",")
              .every((range) => /^\s*(?:[a-z]{1,8}(?:-[a-z0-9]{1,8})*|\*)(?:\s*;\s*q=[01][.\d]*)?$/i.test(range)) &&
            /^[\w\s*,;=.-]+$/.test(String(charset));
          return isFine ? super.authorized(exchange, account, id) : this.badRequest("This header is malformed.");
        }
      },
  ),
  difference(
    "bracketed-names-are-refused",
    [],
    "Names with brackets are 400: the server knows what they are for elsewhere, and has no use for them here.",
    (Base) =>
      class extends Base {
        override async authorized(exchange: Exchange, account: Account, id: string): Promise<Reply> {
          const isBracketed = [...new URLSearchParams(exchange.query).keys()].some((name) => /^page_\w+\[/.test(name));
          return isBracketed ? this.badRequest("No brackets here.") : super.authorized(exchange, account, id);
        }
      },
  ),
  difference(
    "one-host-alone",
    [],
    "A gateway with many hosts knows this one by the address in Host, and answers any other 421, in a form of its own (RFC 9110 §15.5.20).",
    layered((exchange, inner) =>
      /^127\.0\.0\.1(?::\d+)?$/.test(exchange.headers.host ?? "")
        ? inner(exchange)
        : { status: 421, headers: { "content-type": "text/plain" }, body: "Misdirected." },
    ),
  ),
  difference(
    "gateway-that-normalises",
    [],
    "A gateway writes unreserved characters out that came as escapes (RFC 3986 §6.2.2.2); the server behind it decodes values alone.",
    layered((exchange, inner) => {
      const query = exchange.query.replace(/%[2-7][0-9a-f]/gi, (found) => {
        const character = decodeURIComponent(found);
        return /[\w.~-]/.test(character) ? character : found;
      });
      const known = query.split("&").filter((pair) => !pair.replace(/=.*$/, "").includes("%"));
      return inner(at(exchange, exchange.path, known.join("&")));
    }),
  ),
  difference(
    "pairs-parted-by-semicolons",
    [],
    "Pairs of the query are parted by ; as by &, as HTML 4.01 asked of servers.",
    layered((exchange, inner) => inner(at(exchange, exchange.path, exchange.query.replaceAll(";", "&")))),
  ),
  difference(
    "connection-ends-with-a-refused-post",
    [],
    "A refused POST is answered before its body is read, and the connection ends with that.",
    layered(async (exchange, inner) => {
      const reply = await inner(exchange);
      return exchange.method === "POST" ? { ...reply, headers: { ...reply.headers, connection: "close" } } : reply;
    }),
  ),
];
