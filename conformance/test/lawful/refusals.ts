import type { Exchange, Reply } from "../corpus/exchange.ts";
import type { EndpointClass, ListQuery } from "../corpus/list-endpoint.ts";
import type { Account } from "../corpus/memory-data.ts";
import { type Difference, difference } from "./difference.ts";

/** Takes the key under further spellings; `read` gives the bare key. */
const keys =
  (read: (exchange: Exchange) => string | undefined) =>
  (Base: EndpointClass): EndpointClass =>
    class extends Base {
      override async authenticate(exchange: Exchange): Promise<Account | undefined> {
        return (await super.authenticate(exchange)) ?? this.accountOf(read(exchange) ?? "");
      }
    };

/** Refuses POST, PUT, PATCH and DELETE in its own way. */
const methods =
  (refuse: (reply: Reply) => Reply) =>
  (Base: EndpointClass): EndpointClass =>
    class extends Base {
      override async methodRefused(exchange: Exchange, id: string): Promise<Reply> {
        return refuse(await super.methodRefused(exchange, id));
      }
    };

/** Answers a planned fault in its own way. */
const faults =
  (headers: Readonly<Record<string, string>>) =>
  (Base: EndpointClass): EndpointClass =>
    class extends Base {
      override faulted(_query: ListQuery, _reply: Reply): Reply {
        return this.error(503, "The service is unavailable.", headers);
      }
    };

/** Answers an empty id segment in its own way. */
const emptyIds =
  (answer: (error: (status: number) => Reply) => Reply) =>
  (Base: EndpointClass): EndpointClass =>
    class extends Base {
      override missingId(): Reply {
        return answer((status) => this.error(status, "There is nothing here."));
      }
    };

function withoutAllow(reply: Reply): Reply {
  const { allow: _, ...headers } = reply.headers;
  return { ...reply, headers };
}

const german: Readonly<Record<number, string>> = {
  400: "Die Anfrage ist ungültig — bitte prüfen.",
  401: "Der Schlüssel fehlt oder gilt nicht.",
  404: "Übertragung nicht gefunden. 🚫",
  500: "Auf unserer Seite ist etwas schiefgegangen.",
};

/** Lawful differences in what is refused, and how. */
export const refusalDifferences: readonly Difference[] = [
  difference(
    "malformed-id-is-400",
    [],
    "An id that is not a UUID is 400.",
    (Base) =>
      class extends Base {
        override unknownEntity(id: string): Reply {
          return /^[0-9a-f-]{36}$/.test(id) ? super.unknownEntity(id) : this.badRequest("The id is malformed.");
        }
      },
  ),
  difference(
    "foreign-entity-is-403",
    ["errors.foreign-entity-hidden"],
    "Another account's entity is 403.",
    (Base) =>
      class extends Base {
        override unknownEntity(id: string): Reply {
          return this.data.entities.has(id)
            ? this.error(403, "This live entity is not yours.")
            : super.unknownEntity(id);
        }
      },
  ),
  difference(
    "key-before-all-else",
    [],
    "A gateway asks for the key first: 401 on unknown routes and for other methods too.",
    (Base) =>
      class extends Base {
        override async route(exchange: Exchange): Promise<Reply> {
          const account = await this.authenticate(exchange);
          return account === undefined ? this.unauthorized(exchange) : super.route(exchange);
        }
      },
  ),
  difference(
    "entity-before-parameters",
    [],
    "404 where an unknown entity and a bad parameter come together.",
    (Base) =>
      class extends Base {
        override async authorized(exchange: Exchange, account: Account, id: string): Promise<Reply> {
          const isThere = id === "" || this.entityOf(account, id, undefined) !== undefined;
          return isThere ? super.authorized(exchange, account, id) : this.unknownEntity(id);
        }
      },
  ),
  difference(
    "key-as-bearer",
    [],
    "The same key is taken under Bearer too.",
    keys(({ headers }) => /^bearer +(\S+)$/i.exec(headers.authorization ?? "")?.[1]),
  ),
  difference(
    "key-as-basic",
    [],
    "The same key is taken as the user of Basic too.",
    keys(({ headers }) => {
      const coded = /^basic +(\S+)$/i.exec(headers.authorization ?? "")?.[1] ?? "";
      return Buffer.from(coded, "base64").toString().split(":")[0];
    }),
  ),
  difference(
    "key-in-a-further-header",
    [],
    "X-Api-Key is taken too.",
    keys(({ headers }) => String(headers["x-api-key"] ?? "")),
  ),
  difference(
    "no-challenge",
    ["errors.challenge"],
    "A 401 has no WWW-Authenticate.",
    (Base) =>
      class extends Base {
        override challenge(): Readonly<Record<string, string>> {
          return {};
        }
      },
  ),
  difference(
    "several-challenges",
    [],
    "A 401 names two schemes.",
    (Base) =>
      class extends Base {
        override challenge(): Readonly<Record<string, string>> {
          return { "www-authenticate": 'ApiKey realm="a, b", Bearer realm="live", error="invalid_token"' };
        }
      },
  ),
  difference(
    "authentication-error",
    [],
    "401 has the error_type authentication_error.",
    (Base) =>
      class extends Base {
        override errorBody(status: number, message: string, errorType: string): Readonly<Record<string, unknown>> {
          return super.errorBody(status, message, status === 401 ? "authentication_error" : errorType);
        }
      },
  ),
  difference(
    "messages-in-german",
    [],
    "Messages in another language, in UTF-8.",
    (Base) =>
      class extends Base {
        override errorBody(status: number, message: string, errorType: string): Readonly<Record<string, unknown>> {
          return super.errorBody(status, german[status] ?? message, errorType);
        }
      },
  ),
  difference(
    "errors-with-charset",
    [],
    "Errors are application/json; charset=UTF-8.",
    (Base) =>
      class extends Base {
        override error(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Reply {
          return super.error(status, message, { ...headers, "content-type": "application/json; charset=UTF-8" });
        }
      },
  ),
  difference("fault-is-503", [], "An internal fault is 503.", faults({})),
  difference(
    "fault-is-503-with-retry-after",
    [],
    "An internal fault is 503 with Retry-After: 1.",
    faults({ "retry-after": "1" }),
  ),
  difference(
    "empty-id-redirects",
    [],
    "An empty id segment is 308 to the path without it.",
    emptyIds(() => ({
      status: 308,
      headers: { location: "/v1/live_entities/live_sessions" },
      body: "",
    })),
  ),
  difference(
    "empty-id-is-404",
    [],
    "An empty id segment is 404.",
    emptyIds((error) => error(404)),
  ),
  difference(
    "other-methods-are-501",
    ["http.method-not-allowed"],
    "What the server does not implement is 501.",
    methods((reply) => withoutAllow({ ...reply, status: 501 })),
  ),
  difference(
    "other-methods-are-404",
    ["http.method-not-allowed"],
    "The router knows no such method and path: 404.",
    methods((reply) => withoutAllow({ ...reply, status: 404 })),
  ),
  difference("refusal-without-allow", ["http.method-not-allowed"], "405 without Allow.", methods(withoutAllow)),
  difference(
    "allow-with-further-methods",
    [],
    "Allow names OPTIONS too, in another order.",
    methods((reply) => ({ ...reply, headers: { ...reply.headers, allow: "OPTIONS,HEAD,GET" } })),
  ),
  difference(
    "head-is-405",
    ["http.head"],
    "HEAD is refused.",
    (Base) =>
      class extends Base {
        override async route(exchange: Exchange): Promise<Reply> {
          return exchange.method === "HEAD" ? this.error(405, "GET only.", { allow: "GET" }) : super.route(exchange);
        }
      },
  ),
  difference(
    "unknown-parameters-are-400",
    ["http.unknown-parameters"],
    "Parameters that the route does not know are refused.",
    (Base) =>
      class extends Base {
        override async authorized(exchange: Exchange, account: Account, id: string): Promise<Reply> {
          const names = [...new URLSearchParams(exchange.query).keys()];
          const isKnown = names.every((name) => name === "page_size" || name === "page_token");
          return isKnown ? super.authorized(exchange, account, id) : this.badRequest("Unknown parameter.");
        }
      },
  ),
  difference(
    "not-acceptable",
    [],
    "406 for an Accept that JSON does not meet.",
    (Base) =>
      class extends Base {
        override async authorized(exchange: Exchange, account: Account, id: string): Promise<Reply> {
          const accept = exchange.headers.accept ?? "*/*";
          const isMet = /\*\/\*|application\/(\*|json)/i.test(accept);
          return isMet ? super.authorized(exchange, account, id) : this.error(406, "Only application/json is served.");
        }
      },
  ),
];
