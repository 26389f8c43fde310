import type { Exchange, Reply } from "../corpus/exchange.ts";
import { ListEndpoint } from "../corpus/list-endpoint.ts";
import type { Account, Entity } from "../corpus/memory-data.ts";
import { type CauseServer, causeServer } from "./cause-server.ts";

const webPage: Reply = {
  status: 200,
  headers: { "content-type": "text/html; charset=utf-8" },
  body: "<!doctype html><title>Welcome</title><div id=app></div>",
};

const from = 60;

/** Servers that refuse everything, each in the way of one mistake in setting it up. */
export const refusingServers: readonly CauseServer[] = [
  causeServer(
    "all-401",
    "everything-refused",
    "The provisioner writes accounts into another database.",
    class extends ListEndpoint {
      override authenticate(): undefined {
        return undefined;
      }
    },
  ),
  causeServer(
    "all-404-with-a-key",
    "everything-refused",
    "The provisioner writes live entities into another database.",
    class extends ListEndpoint {
      override entityOf(_account: Account, _id: string): Entity | undefined {
        return undefined;
      }
    },
  ),
  causeServer(
    "prefix-forgotten",
    "everything-refused",
    "The API stands below a prefix that the base URL lacks.",
    class extends ListEndpoint {
      override route(): Promise<Reply> {
        return Promise.resolve(this.unknownRoute());
      }
    },
  ),
  causeServer(
    "all-html",
    "everything-refused",
    "The base URL is that of the web site: its single page answers everything.",
    class extends ListEndpoint {
      override handle(): Promise<Reply> {
        return Promise.resolve(webPage);
      }
    },
  ),
  causeServer(
    "all-500",
    "everything-refused",
    "The table was never made.",
    class extends ListEndpoint {
      override list(): Promise<Reply> {
        return Promise.reject(new Error("relation live_sessions does not exist"));
      }
    },
  ),
  causeServer(
    "always-empty",
    "everything-refused",
    "The query is made on another schema, where nothing is.",
    class extends ListEndpoint {
      override visible(): [] {
        return [];
      }
    },
  ),
  causeServer(
    "other-members",
    "everything-refused",
    "The list is given as items, the token as cursor.",
    class extends ListEndpoint {
      override bodyOf(...[page, query]: Parameters<ListEndpoint["bodyOf"]>): string {
        return JSON.stringify({ items: page.rows.map((row) => this.item(row, query)), cursor: null });
      }
    },
  ),
  causeServer(
    "500-from-some-request-on",
    "only-server-errors",
    "A pool of connections is used up, and nothing gives one back.",
    class extends ListEndpoint {
      #requests = 0;

      override handle(exchange: Exchange): Promise<Reply> {
        this.#requests += 1;
        if (this.#requests > from) return Promise.resolve(this.crashed(new Error("pool exhausted"), exchange));
        return super.handle(exchange);
      }
    },
  ),
];
