import { type Exchange, jsonReply, type Reply } from "../corpus/exchange.ts";
import { ListEndpoint, type ListQuery } from "../corpus/list-endpoint.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";

type Body = Readonly<Record<string, unknown>>;

/** Changes the answer of every error with the given statuses. */
abstract class ErrorChange extends ListEndpoint {
  abstract readonly statuses: readonly number[];
  override error(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Reply {
    const reply = super.error(status, message, headers);
    return this.statuses.includes(status) ? this.change(reply, message) : reply;
  }
  abstract change(reply: Reply, message: string): Reply;
}

const all: readonly number[] = [400, 401, 404, 500];

function withBody(reply: Reply, body: Body): Reply {
  return { ...reply, body: JSON.stringify(body) };
}

function html(reply: Reply, message: string): Reply {
  const body = `<!doctype html><title>${reply.status}</title><h1>${message}</h1>`;
  return { ...reply, headers: { ...reply.headers, "content-type": "text/html" }, body };
}

/** Faults in the bodies of errors, in what they give away, and in what becomes of an internal fault. */
export const errorBodyMutants: readonly Mutant[] = [
  mutant(
    "html-401",
    ["errors.body"],
    "The proxy in front answers 401 with its own page.",
    class extends ErrorChange {
      readonly statuses: readonly number[] = [401];
      change(reply: Reply, message: string): Reply {
        return html(reply, message);
      }
    },
  ),
  mutant(
    "html-404",
    ["errors.body"],
    "The framework's own page for 404.",
    class extends ErrorChange {
      readonly statuses: readonly number[] = [404];
      change(reply: Reply, message: string): Reply {
        return html(reply, message);
      }
    },
  ),
  mutant(
    "text-500",
    ["errors.body", "errors.fault"],
    "`Internal Server Error` as text. Needs a planned fault.",
    class extends ErrorChange {
      readonly statuses: readonly number[] = [500];
      change(reply: Reply): Reply {
        return { ...reply, headers: { "content-type": "text/plain" }, body: "Internal Server Error" };
      }
    },
  ),
  mutant(
    "json-said-to-be-html",
    ["errors.body"],
    "Errors are JSON under the media type text/html.",
    class extends ErrorChange {
      readonly statuses: readonly number[] = all;
      change(reply: Reply): Reply {
        return { ...reply, headers: { ...reply.headers, "content-type": "text/html" } };
      }
    },
  ),
  mutant(
    "errors-nested",
    ["errors.body"],
    '`{"error": {"message", "type"}}`, as Stripe has it.',
    class extends ErrorChange {
      readonly statuses: readonly number[] = all;
      change(reply: Reply, message: string): Reply {
        return withBody(reply, { error: { message, type: "invalid_request_error" } });
      }
    },
  ),
  mutant(
    "bad-request-as-detail-list",
    ["errors.body"],
    "Validation errors are a list under `detail`; other errors have their form.",
    class extends ErrorChange {
      readonly statuses: readonly number[] = [400];
      change(reply: Reply, message: string): Reply {
        return withBody(reply, { detail: [{ loc: ["query"], msg: message }] });
      }
    },
  ),
  mutant(
    "not-found-error-type",
    ["errors.body"],
    "404 has the error_type `not_found_error`.",
    class extends ErrorChange {
      readonly statuses: readonly number[] = [404];
      change(reply: Reply, message: string): Reply {
        return withBody(reply, { message, error_type: "not_found_error" });
      }
    },
  ),
  mutant(
    "fault-blames-the-request",
    ["errors.body", "errors.fault"],
    "500 has the error_type `invalid_request_error`. Needs a planned fault.",
    class extends ErrorChange {
      readonly statuses: readonly number[] = [500];
      change(reply: Reply, message: string): Reply {
        return withBody(reply, { message, error_type: "invalid_request_error" });
      }
    },
  ),
  mutant(
    "bad-request-blames-the-server",
    ["errors.body"],
    "400 has the error_type `api_error`.",
    class extends ErrorChange {
      readonly statuses: readonly number[] = [400];
      change(reply: Reply, message: string): Reply {
        return withBody(reply, { message, error_type: "api_error" });
      }
    },
  ),
  mutant(
    "error-without-message",
    ["errors.body"],
    "401 has an error_type alone.",
    class extends ErrorChange {
      readonly statuses: readonly number[] = [401];
      change(reply: Reply): Reply {
        return withBody(reply, { error_type: "invalid_request_error" });
      }
    },
  ),
  mutant(
    "error-with-empty-message",
    ["errors.body"],
    "The message is looked up in a catalogue that lacks it: empty. Other errors have theirs.",
    class extends ErrorChange {
      readonly statuses: readonly number[] = [404];
      change(reply: Reply): Reply {
        return withBody(reply, { message: "", error_type: "invalid_request_error" });
      }
    },
  ),
  mutant(
    "message-is-a-list",
    ["errors.body"],
    "class-validator gives a list of messages.",
    class extends ErrorChange {
      readonly statuses: readonly number[] = [400];
      change(reply: Reply, message: string): Reply {
        return withBody(reply, { message: [message], error_type: "invalid_request_error" });
      }
    },
  ),
  mutant(
    "error-type-in-camel-case",
    ["errors.body"],
    "errorType for error_type.",
    class extends ErrorChange {
      readonly statuses: readonly number[] = all;
      change(reply: Reply, message: string): Reply {
        return withBody(reply, { message, errorType: reply.status < 500 ? "invalid_request_error" : "api_error" });
      }
    },
  ),
  mutant(
    "empty-500",
    ["errors.body", "errors.fault"],
    "500 without a body. Needs a planned fault.",
    class extends ErrorChange {
      readonly statuses: readonly number[] = [500];
      change(reply: Reply): Reply {
        return { ...reply, body: "" };
      }
    },
  ),
  mutant(
    "key-in-the-message",
    ["errors.no-leaks"],
    "401 says which key was not valid.",
    class extends ListEndpoint {
      override unauthorized(exchange: Exchange): Reply {
        const key = exchange.headers.authorization;
        return key ? this.error(401, `The key ${key} is not valid.`, this.challenge()) : super.unauthorized(exchange);
      }
    },
  ),
  mutant(
    "key-in-a-header",
    ["errors.no-leaks"],
    "A debug header repeats the request's key on errors.",
    class extends ListEndpoint {
      override async authorized(...args: Parameters<ListEndpoint["authorized"]>): Promise<Reply> {
        const reply = await super.authorized(...args);
        const [exchange] = args;
        const debug = { "x-debug-auth": exchange.headers.authorization ?? "" };
        return reply.status < 400 ? reply : { ...reply, headers: { ...reply.headers, ...debug } };
      }
    },
  ),
  mutant(
    "url-in-the-401",
    ["errors.no-leaks"],
    "The 401 names its instance, as RFC 9457 has it, by the whole URL: a key that somebody put into the query stands in it. Needs a key in the query.",
    class extends ListEndpoint {
      override unauthorized(exchange: Exchange): Reply {
        const reply = super.unauthorized(exchange);
        return { ...reply, body: JSON.stringify({ ...JSON.parse(String(reply.body)), instance: exchange.target }) };
      }
    },
  ),
  mutant(
    "request-in-the-404",
    ["errors.no-leaks"],
    "404 has the whole request under a further member, headers included, as Express's dumps have.",
    class extends ListEndpoint {
      override async authorized(...args: Parameters<ListEndpoint["authorized"]>): Promise<Reply> {
        const reply = await super.authorized(...args);
        const [{ headers, target }] = args;
        if (reply.status !== 404) return reply;
        const base = { message: "The live session you requested does not exist.", error_type: "invalid_request_error" };
        return jsonReply(404, { ...base, request: { target, headers } });
      }
    },
  ),
  mutant(
    "stack-in-the-400",
    ["errors.no-leaks"],
    "A token that cannot be parsed is 400 with the parser's stack.",
    class extends ListEndpoint {
      override badRequest(message: string): Reply {
        const { stack } = new SyntaxError("Unexpected token in JSON");
        return message.startsWith("The page_token")
          ? this.error(400, `${message} ${stack}`)
          : super.badRequest(message);
      }
    },
  ),
  mutant(
    "stack-in-the-500",
    ["errors.no-leaks"],
    "A fault's stack is in a further member. Needs a planned fault.",
    class extends ListEndpoint {
      override crashed(error: unknown): Reply {
        const trace = error instanceof Error ? error.stack : undefined;
        return jsonReply(500, { message: "An unexpected error occurred.", error_type: "api_error", trace });
      }
    },
  ),
  mutant(
    "python-traceback-in-the-500",
    ["errors.no-leaks"],
    "The message of a 500 is a Python traceback. Needs a planned fault.",
    class extends ListEndpoint {
      override crashed(): Reply {
        const trace = 'Traceback (most recent call last):\n  File "/srv/app/views.py", line 41, in list_live_sessions';
        return this.error(500, `${trace}\nKeyError: 'live_sessions'`);
      }
    },
  ),
  mutant(
    "stream-key-in-the-500",
    ["errors.no-leaks"],
    "The failed row is printed into the message, its stream key too. Needs a planned fault.",
    class extends ListEndpoint {
      override faulted({ entity }: ListQuery): Reply {
        return this.error(500, `Cannot serialize session (${entity.id}, ${entity.sessions[0]?.streamKey}).`);
      }
    },
  ),
  mutant(
    "stream-key-in-the-400",
    ["errors.no-leaks"],
    "A bad size is refused with the entity that was meant, its current stream key included. Needs a bad size on one's own entity.",
    class extends ListEndpoint {
      override async authorized(...args: Parameters<ListEndpoint["authorized"]>): Promise<Reply> {
        const reply = await super.authorized(...args);
        const [, account, id] = args;
        const entity = this.entityOf(account, id, undefined);
        if (reply.status !== 400 || entity === undefined) return reply;
        const context = { stream_key: entity.sessions.at(-1)?.streamKey };
        return jsonReply(400, { message: "Validation failed.", error_type: "invalid_request_error", context });
      }
    },
  ),
  mutant(
    "fault-is-empty-list",
    ["errors.fault"],
    "catch { return [] }: a fault is 200 with nothing in it. Needs a planned fault.",
    class extends ListEndpoint {
      override faulted(_query: ListQuery, reply: Reply): Reply {
        return { ...reply, body: '{"data":[],"next_page_token":""}' };
      }
    },
  ),
  mutant(
    "fault-is-whole-page",
    ["errors.fault"],
    "Where the store fails, the page comes from a cache that may be of any age: 200. Needs a planned fault.",
    class extends ListEndpoint {
      override faulted(_query: ListQuery, reply: Reply): Reply {
        return reply;
      }
    },
  ),
  mutant(
    "fault-is-partial-page",
    ["errors.fault"],
    "The rows read before the fault are sent, as a last page. Needs a planned fault.",
    class extends ListEndpoint {
      override faulted(_query: ListQuery, reply: Reply): Reply {
        const { data } = JSON.parse(String(reply.body)) as { readonly data: readonly unknown[] };
        return { ...reply, body: JSON.stringify({ data: data.slice(0, 1), next_page_token: "" }) };
      }
    },
  ),
  mutant(
    "fault-is-cut-body",
    ["errors.fault"],
    "The status was sent before the fault: 200 and half a JSON text. Needs a planned fault.",
    class extends ListEndpoint {
      override faulted(_query: ListQuery, reply: Reply): Reply {
        return { ...reply, body: String(reply.body).slice(0, String(reply.body).length / 2) };
      }
    },
  ),
  mutant(
    "fault-is-200-with-error",
    ["errors.fault"],
    "The error's body under the status 200. Needs a planned fault.",
    class extends ListEndpoint {
      override faulted(query: ListQuery): Reply {
        return { ...this.crashed(undefined, query.exchange), status: 200 };
      }
    },
  ),
  mutant(
    "fault-is-404",
    ["errors.fault"],
    "Any exception of the store is taken for `not found`. Needs a planned fault.",
    class extends ListEndpoint {
      override faulted(query: ListQuery): Reply {
        return this.unknownEntity(query.entity.id);
      }
    },
  ),
  mutant(
    "fault-is-502",
    ["errors.fault"],
    "The fault ends the process, and the balancer answers 502 in HTML. Needs a planned fault.",
    class extends ListEndpoint {
      override faulted(): Reply {
        return html({ status: 502, headers: {}, body: "" }, "Bad Gateway");
      }
    },
  ),
  mutant(
    "fault-has-list-beside-error",
    ["errors.fault"],
    "500 whose body has the error and the page as well. Needs a planned fault.",
    class extends ListEndpoint {
      override faulted(_query: ListQuery, reply: Reply): Reply {
        const page = JSON.parse(String(reply.body)) as Body;
        return jsonReply(500, { message: "An unexpected error occurred.", error_type: "api_error", ...page });
      }
    },
  ),
  mutant(
    "fault-is-swallowed-on-later-pages",
    ["errors.fault"],
    "Only the first page's handler lets a fault through; behind it comes an empty last page. Needs a fault planned during a walk.",
    class extends ListEndpoint {
      override faulted(query: ListQuery, reply: Reply): Reply {
        if (query.after === undefined) return super.faulted(query, reply);
        return { ...reply, body: '{"data":[],"next_page_token":""}' };
      }
    },
  ),
];
