import type { RequestListener } from "node:http";
import { createRequire } from "node:module";
import { documentOf, notes, type RealList, serve } from "./real-list.ts";

/** What is used of Feathers, whose own declarations do not compile without those of packages that it does not bring along. */
interface Feathers {
  readonly feathers: { feathers(): unknown };
  readonly express: Readonly<Record<"json" | "rest" | "notFound" | "errorHandler", (options?: object) => unknown>> & {
    default(app: unknown): RequestListener & App;
  };
  readonly memory: { memory(options: object): unknown };
}

interface App {
  use(...handlers: readonly unknown[]): void;
  configure(plugin: unknown): void;
  service(name: string): { create(item: object): Promise<unknown> };
}

const paginate = { default: 10, max: 50 };

/** A service in memory, by REST. */
export const feathersMemory: RealList = {
  name: "Feathers, memory service",
  packages: ["@feathersjs/memory", "@feathersjs/express"],
  setUp: "A service in memory behind the REST transport for Express, with paginate: { default: 10, max: 50 }.",
  document: documentOf({
    path: "/notes",
    parameters: {
      $limit: { type: "integer", maximum: paginate.max, default: paginate.default },
      $skip: { type: "integer" },
    },
    properties: {
      total: { type: "integer" },
      data: { type: "array", items: { type: "object", properties: { id: { type: "integer" } } } },
    },
  }),
  config: {
    pagination: { style: "offset", items: "/data", limitParam: "$limit", offsetParam: "$skip" },
    list: { id: "/id", order: ["/id"], total: "/total", size: { over: "clamp" }, noun: "note" },
  },
  because: {
    "http.accept":
      "The default formatter has JSON alone; for text/html Express makes an error with status 406, and Feathers' errorHandler looks at its code, finds no number and answers 500 with a page of HTML (lib/handlers.js).",
    "pagination.bad-size-rejected":
      "$limit goes through parseInt, and what is not a number or below 0 becomes the default (adapter-commons, getLimit): $limit=5abc gives five, $limit=-1 ten.",
    "pagination.bad-token-rejected":
      "$skip goes through parseInt, too; slice(NaN) begins at the head, so that text that is not an offset gives the first page.",
    "http.unknown-parameters":
      "By design every other parameter is a filter: conformance_unknown=2 asks for notes that have such a member, and none has.",
  },
  start: async () => {
    const require = createRequire(import.meta.url);
    const { feathers }: Feathers["feathers"] = require("@feathersjs/feathers");
    const express: Feathers["express"] = require("@feathersjs/express");
    const { memory }: Feathers["memory"] = require("@feathersjs/memory");
    const app = express.default(feathers());
    app.use(express.json());
    app.configure(express.rest());
    app.use("notes", memory({ paginate, startId: 1 }));
    app.use(express.notFound());
    app.use(express.errorHandler({ logger: false }));
    for (const { id: _, ...note } of notes()) await app.service("notes").create(note);
    return serve(app);
  },
};
