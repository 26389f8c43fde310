import type { Exchange, Reply } from "../corpus/exchange.ts";
import { ListEndpoint } from "../corpus/list-endpoint.ts";
import type { Account } from "../corpus/memory-data.ts";
import type { Position } from "../corpus/page-token.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";

/** Faults in how a request is read that one client never meets and another one always does. */
export const requestSpellingMutants: readonly Mutant[] = [
  mutant(
    "token-before-size-takes-all",
    ["pagination.page-size-is-a-ceiling"],
    "The query is taken apart by a pattern in which page_token is last: where it stands first, page_size behind it is lost, and the default holds. Needs the other order of parameters.",
    class extends ListEndpoint {
      override route(exchange: Exchange): Promise<Reply> {
        const query = exchange.query.replace(/^(page_token=[^&]*)&.*/, "$1");
        return super.route({ ...exchange, query });
      }
    },
  ),
  mutant(
    "lower-case-escapes-kept",
    ["pagination.token-survives-encoding"],
    "A decoder of its own knows the hexadecimal digits A to F, and not a to f: %2b stays what it is. Needs an escape in lower case.",
    class extends ListEndpoint {
      override route(exchange: Exchange): Promise<Reply> {
        const query = exchange.query.replace(/%(?=[0-9a-f][a-f]|[a-f][0-9a-f])/g, "%25");
        return super.route({ ...exchange, query });
      }
    },
  ),
  mutant(
    "empty-before-parameters",
    ["pagination.bad-size-rejected", "pagination.bad-token-rejected"],
    "An entity without sessions is answered before its parameters are looked at: no size is too odd there, and no token. Needs bad parameters of an empty entity.",
    class extends ListEndpoint {
      override authorized(exchange: Exchange, account: Account, id: string): Promise<Reply> {
        const entity = this.entityOf(account, id, undefined);
        return super.authorized(entity?.sessions.length === 0 ? { ...exchange, query: "" } : exchange, account, id);
      }
    },
  ),
  mutant(
    "impossible-time-in-token-is-500",
    ["pagination.altered-token-contained"],
    "The token holds a time as text, checked by a pattern and then made a Date: 9999-99-99 fits, and toISOString throws. Needs a token unpacked, and such a time in its place.",
    class extends ListEndpoint {
      override encode({ createdAt, id }: Position, query: Parameters<ListEndpoint["encode"]>[1]): string {
        return Buffer.from(`${this.timestamp(createdAt)} ${id} ${query.entity.id}`).toString("base64url");
      }
      override decode(token: string, entityId: string): Position | undefined {
        const [time = "", id = "", entity] = Buffer.from(token, "base64url").toString().split(" ");
        if (entity !== entityId || !/^[\d-]{10}T[\d:]{8}Z$/.test(time)) return undefined;
        if (Buffer.from(`${time} ${id} ${entity}`).toString("base64url") !== token) return undefined;
        return { createdAt: Date.parse(new Date(time).toISOString()) / 1000, id };
      }
    },
  ),
  mutant(
    "any-type-is-406",
    ["http.accept"],
    "Accept has to be application/json to the letter: curl's */* is 406.",
    class extends ListEndpoint {
      override async route(exchange: Exchange): Promise<Reply> {
        if (exchange.headers.accept !== "*/*") return super.route(exchange);
        return this.error(406, "This is application/json.");
      }
    },
  ),
  mutant(
    "no-accept-is-500",
    ["http.accept"],
    "The header is split before it is looked for: a client that sends none gets 500.",
    class extends ListEndpoint {
      override async route(exchange: Exchange): Promise<Reply> {
        if (exchange.headers.accept === undefined) throw new TypeError("Cannot read properties of undefined");
        return super.route(exchange);
      }
    },
  ),
  mutant(
    "second-instance-has-maximum-200",
    ["pagination.over-maximum-bounded"],
    "One of two instances has another setting: 101 gives 101 there. Needs a size above the maximum at every instance.",
    class extends ListEndpoint {
      override sizeOf(values: readonly string[]): number | undefined {
        const [text = ""] = values;
        return this.instance === 1 && /^1\d\d$/.test(text) ? Number(text) : super.sizeOf(values);
      }
    },
    { instances: 2 },
  ),
];
