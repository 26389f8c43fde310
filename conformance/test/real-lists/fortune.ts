import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { createRequire } from "node:module";
import { documentOf, notes, type RealList, serve } from "./real-list.ts";

interface Store {
  create(type: string, records: readonly object[]): Promise<unknown>;
}
type Listener = (request: IncomingMessage, response: ServerResponse) => Promise<unknown>;

/** JSON:API over the store in memory. */
export const fortuneJsonApi: RealList = {
  name: "Fortune, JSON:API",
  packages: ["fortune-json-api", "fortune-http", "fortune"],
  setUp: "83 notes in the store that it has by default, behind fortune-http with the JSON:API serializer.",
  document: documentOf({
    path: "/notes",
    parameters: { "page[limit]": { type: "integer" }, "page[offset]": { type: "integer" } },
    properties: {
      data: { type: "array", items: { type: "object", properties: { id: { type: "string" } } } },
      meta: { type: "object", properties: { count: { type: "integer" } } },
      links: { type: "object", properties: { next: { type: "string" } } },
    },
    mediaType: "application/vnd.api+json",
  }),
  config: {
    pagination: { style: "body-link", items: "/data", limitParam: "page[limit]", nextLink: "/links/next" },
    list: { id: "/id", total: "/meta/count", noun: "note" },
  },
  because: {
    "pagination.bad-size-rejected":
      "Sizes go through Math.abs(parseInt(…)) (lib/helpers.js): -1 is 1 and 5abc is 5, and what is not a number is the maximum of 1000.",
  },
  start: async () => {
    const require = createRequire(import.meta.url);
    const fortune: (types: object) => Store = require("fortune");
    const overHttp: (store: Store, options: object) => Listener = require("fortune-http");
    const jsonApi: unknown = require("fortune-json-api");
    const store = fortune({ note: { title: String, created: Date } });
    await store.create(
      "note",
      notes().map((note) => ({ ...note, created: new Date(note.created) })),
    );
    const answer = overHttp(store, { serializers: [[jsonApi]] });
    // What it rejects with was answered already.
    const listener: RequestListener = (request, response) => void answer(request, response).catch(() => undefined);
    return serve(listener);
  },
};
