import { createHash } from "node:crypto";
import type { Exchange, Reply } from "../corpus/exchange.ts";
import { at } from "../corpus/layered.ts";
import { type Difference, difference } from "./difference.ts";

function headed(reply: Reply, headers: Readonly<Record<string, string>>): Reply {
  return { ...reply, headers: { ...reply.headers, ...headers } };
}

let answers = 0;

/** Eight digits of hexadecimal that look thrown, and are the same in every run. */
function nextDigits(): string {
  answers += 1;
  return createHash("sha256").update(String(answers)).digest("hex").slice(0, 8);
}

const isBelow = (digits: string, share: number): boolean => Number.parseInt(digits.slice(0, 4), 16) < share * 0x10000;

/** All spellings of a path as one. */
function normalised(path: string): string {
  const plain = path
    .replace(/%5c|%2f/gi, "/")
    .replace(/;[^/]*/g, "")
    .replace(/\/+/g, "/");
  return new URL(plain, "http://inner").pathname.replace(/(?:%20|\.|\/)+$/, "").replace(/\.json$/, "");
}

const messages: Readonly<Record<string, string>> = { de: "Das hat nicht geklappt.", th: "ไม่พบ" };

/** Lawful differences that come close to a fault of a head, a path or a body. */
export const closeCalls: readonly Difference[] = [
  difference(
    "headers-now-and-then",
    [],
    "A third of all answers, whatever they are, have X-Cache-Node, another third a cookie, another one Server-Timing.",
    (Base) =>
      class extends Base {
        override async handle(exchange: Exchange): Promise<Reply> {
          const reply = await super.handle(exchange);
          const digits = nextDigits();
          return headed(reply, {
            ...(isBelow(digits, 1 / 3) ? { "x-cache-node": digits } : {}),
            ...(isBelow(digits.slice(2), 1 / 3) ? { "set-cookie": `lb=${digits}` } : {}),
            ...(isBelow(digits.slice(4) + digits, 1 / 3)
              ? { "server-timing": 'at;desc="at handler (list)";dur=2' }
              : {}),
          });
        }
      },
  ),
  difference(
    "percent-encoded-headers-of-errors",
    [],
    "Errors say in a header, percent-encoded, what was asked and where to read on; no trace of a program.",
    (Base) =>
      class extends Base {
        override error(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Reply {
          const said = encodeURIComponent(
            `${message} at 2026-01-01T10:00:00 (help: https://api.example/errors:${status})`,
          );
          return super.error(status, message, { ...headers, "x-error-detail": said });
        }
      },
  ),
  difference(
    "private-and-kept-nowhere-else",
    [],
    "Pages, 304s and refusals are private, max-age=0, must-revalidate; a surrogate is told no-store.",
    (Base) =>
      class extends Base {
        override async handle(exchange: Exchange): Promise<Reply> {
          const reply = await super.handle(exchange);
          const caching = { "cache-control": "private, max-age=0, must-revalidate", "surrogate-control": "no-store" };
          return headed(reply, caching);
        }
      },
  ),
  difference(
    "messages-in-the-reader-s-language",
    [],
    "Messages are in the language that Accept-Language begins with, where there is a translation; what is none is English.",
    (Base) =>
      class extends Base {
        override async handle(exchange: Exchange): Promise<Reply> {
          const reply = await super.handle(exchange);
          const language = /^[a-z]{2}\b/.exec(exchange.headers["accept-language"] ?? "")?.[0] ?? "";
          const message = messages[language];
          if (reply.status < 400 || message === undefined || typeof reply.body !== "string") return reply;
          const body = JSON.stringify({ message, error_type: this.typeOf(reply.status) });
          return headed({ ...reply, body }, { "content-language": language, vary: "accept-language" });
        }

        typeOf(status: number): string {
          return status < 500 ? "invalid_request_error" : "api_error";
        }
      },
  ),
  difference(
    "bodies-are-refused-first",
    [],
    "A body that is not said to be JSON is 415, one that is something else is 400, whatever the method; then comes 405.",
    (Base) =>
      class extends Base {
        override async route(exchange: Exchange): Promise<Reply> {
          if (exchange.body === "") return super.route(exchange);
          if (!/json/.test(exchange.headers["content-type"] ?? "")) return this.error(415, "Only JSON is read.");
          try {
            JSON.parse(exchange.body);
          } catch {
            return this.badRequest("The body is not JSON.");
          }
          return super.route(exchange);
        }
      },
  ),
  difference(
    "refused-post-closes",
    [],
    "What is refused with a body is answered without reading that, and the connection closed.",
    (Base) =>
      class extends Base {
        override async methodRefused(exchange: Exchange, id: string): Promise<Reply> {
          return headed(await super.methodRefused(exchange, id), { connection: "close" });
        }
      },
  ),
  difference(
    "paths-normalised-behind-the-key",
    [],
    "Every spelling of a path is listed, double slashes, dots, backslashes and suffixes, to anyone who has the key; without it all of them are 401.",
    (Base) =>
      class extends Base {
        override async route(exchange: Exchange): Promise<Reply> {
          if ((await this.authenticate(exchange)) === undefined) return this.unauthorized(exchange);
          const path = normalised(exchange.path);
          return super.route(path.split("/").length === 5 ? at(exchange, path) : exchange);
        }
      },
  ),
  difference(
    "proxy-headers-are-logged",
    [],
    "Who a proxy says that a request is of, and from where, comes back in a header, and changes nothing else.",
    (Base) =>
      class extends Base {
        override async handle(exchange: Exchange): Promise<Reply> {
          const reply = await super.handle(exchange);
          const from = String(exchange.headers["x-forwarded-for"] ?? "direct");
          return headed(reply, { "x-seen-from": from });
        }
      },
  ),
];
