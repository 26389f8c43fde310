import { createHash } from "node:crypto";
import { type Exchange, parameterValues, type Reply } from "../corpus/exchange.ts";
import type { EndpointClass, ListQuery } from "../corpus/list-endpoint.ts";
import type { Position } from "../corpus/page-token.ts";
import { type Difference, difference } from "./difference.ts";

const html = (status: number, title: string, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status,
  headers: { "content-type": "text/html", ...headers },
  body: `<html><body><h1>${title}</h1></body></html>`,
});

/** Instants of the last years have fractions that the provisioner, which keeps whole seconds, does not tell. */
const recent = Date.UTC(2025, 0, 1) / 1000;

function withFraction(seconds: number, spelt: string): string {
  return seconds < recent ? spelt : spelt.replace("Z", `.${100 + (seconds % 900)}Z`);
}

let references = 0;

function nextReference(): string {
  references += 1;
  return createHash("sha256").update(String(references)).digest("hex").slice(0, 12);
}

const busyAnswers = 4;

/** Lawful differences of servers behind a gateway, and of those that real frameworks make. */
export const frontDifferences: readonly Difference[] = [
  difference(
    "busy-while-a-fault-is-planted",
    [],
    "While a fault is planted, a balancer answers four times 503 with Retry-After: 0 before the request comes through.",
    (Base: EndpointClass) =>
      class extends Base {
        #answers = 0;

        override list(query: ListQuery): Promise<Reply> {
          const isPlanted = query.entity.plannedFaults > 0 && query.exchange.method === "GET";
          this.#answers = isPlanted ? this.#answers + 1 : 0;
          if (!isPlanted || this.#answers > busyAnswers) return super.list(query);
          return Promise.resolve(html(503, "Service Unavailable", { "retry-after": "0" }));
        }
      },
  ),
  difference(
    "502-and-504-now-and-then",
    [],
    "Each 37th request is a gateway's 502, each 41st its 504.",
    (Base) =>
      class extends Base {
        #requests = 0;

        override handle(exchange: Exchange): Promise<Reply> {
          this.#requests += 1;
          if (this.#requests % 37 === 0) return Promise.resolve(html(502, "Bad Gateway"));
          if (this.#requests % 41 === 0) return Promise.resolve(html(504, "Gateway Timeout"));
          return super.handle(exchange);
        }
      },
  ),
  difference(
    "own-times-with-fractions",
    ["representation.utc-whole-seconds"],
    "Times that the server sets itself have milliseconds; its provisioner tells whole seconds.",
    (Base) =>
      class extends Base {
        override timestamp(seconds: number): string {
          return withFraction(seconds, super.timestamp(seconds));
        }
      },
  ),
  difference(
    "reference-in-error-messages",
    [],
    "Every error's message ends with a reference that support can look up.",
    (Base) =>
      class extends Base {
        override errorBody(status: number, message: string, errorType: string): Readonly<Record<string, unknown>> {
          return super.errorBody(status, `${message} (reference ${nextReference()})`, errorType);
        }
      },
  ),
  difference(
    "broken-escape-is-redirected",
    [],
    "A path whose escapes are broken is redirected to the root, as an empty id is.",
    (Base) =>
      class extends Base {
        override route(exchange: Exchange): Promise<Reply> {
          if (!/%(?![0-9a-f]{2})/i.test(exchange.path)) return super.route(exchange);
          return Promise.resolve({ status: 308, headers: { location: "/" }, body: "" });
        }
      },
  ),
  difference(
    "token-carries-its-size",
    [],
    "A token holds the size that it was given with, which counts where none is sent.",
    (Base) =>
      class extends Base {
        override markAt(
          ...[rows, end, query]: Parameters<InstanceType<EndpointClass>["markAt"]>
        ): Position | undefined {
          const position = super.markAt(rows, end, query);
          return position && { ...position, more: query.size };
        }

        override list(query: ListQuery): Promise<Reply> {
          const isSent = parameterValues(query.exchange, "page_size").length > 0;
          const kept = query.after?.more;
          return super.list(isSent || typeof kept !== "number" ? query : { ...query, size: kept });
        }
      },
  ),
];
