import { MEMBERS } from "../profile/live-sessions/members.ts";
import * as acceptQuestions from "../questions/accept.ts";
import * as headQuestions from "../questions/head.ts";
import * as methodQuestions from "../questions/methods.ts";
import * as parameterQuestions from "../questions/parameters.ts";
import { badSizes, zero } from "../questions/sizes.ts";
import type { Experiment } from "./experiment.ts";
import { askFirstPage } from "./first-page.ts";
import { instanceFor } from "./instance-for.ts";
import { type QueryParameter, SIZE } from "./list-request.ts";
import { overridingMethod } from "./method-override.ts";
import { unknownIdLike } from "./unknown-id.ts";

const query: readonly QueryParameter[] = [[SIZE, "4"]];

/** HEAD, where others ask the same by GET. */
export const head: Experiment = {
  id: "head",
  modes: ["provisioned", "read-only"],
  async run(context) {
    // On one connection, apart from all others: what comes behind a head is read as the beginning of the next answer.
    const connection = "head";
    await context.ask(headQuestions.page, { collection: "populated", method: "HEAD", query, connection });
    await context.ask(headQuestions.unknownCollection, {
      collection: "populated",
      method: "HEAD",
      connection,
      segment: unknownIdLike(context.collection("populated").id),
    });
    await context.ask(headQuestions.badSize, {
      collection: "populated",
      method: "HEAD",
      connection,
      query: [[SIZE, "0"]],
      // Where it is asked by GET: instances may differ in how they say that a request is bad.
      instance: instanceFor(badSizes.indexOf(zero.probe), context.run.instances),
    });
    if (context.has("foreign"))
      await context.ask(headQuestions.foreignCollection, { collection: "foreign", method: "HEAD", connection });
    await context.ask(headQuestions.afterHead, { collection: "populated", query, connection });
  },
};

/** Bodies of every kind: text, JSON that breaks off, JSON. A server that reads them before the method is looked at may fail on the first two. */
const otherMethods: readonly { readonly method: string; readonly type: string; readonly body?: string }[] = [
  { method: "POST", type: "text/plain", body: "x=1" },
  { method: "PUT", type: "application/json", body: '{"x":' },
  { method: "PATCH", type: "application/json", body: "{}" },
  { method: "DELETE", type: "" },
];

/** Of unknown length: a server that refuses it without reading leaves the chunks on the connection. */
const inChunks = { "content-type": "application/json", "transfer-encoding": "chunked" };
const connection = "a refused body";

/** Methods that would change something. On somebody's own data only if that was allowed. */
export const methods: Experiment = {
  id: "methods",
  modes: ["provisioned", "read-only"],
  async run(context) {
    if (context.run.mode === "read-only" && !context.run.allowUnsafeMethods) return;
    const collection = context.run.mode === "provisioned" ? "guarded" : "populated";
    await context.askFirst(methodQuestions.before, { collection, query });
    for (const [index, { method, type, body }] of otherMethods.entries()) {
      await context.ask(methodQuestions.otherMethod, {
        collection,
        probe: method,
        method,
        instance: (index + 1) % context.run.instances,
        ...(body === undefined ? {} : { body, headers: { "content-type": type } }),
      });
    }
    await context.ask(methodQuestions.postAsGet, {
      collection,
      method: "POST",
      headers: { ...overridingMethod("GET"), ...(context.run.hasConnections ? inChunks : {}) },
      body: "{}",
      connection,
    });
    await context.ask(methodQuestions.getAsDelete, { collection, query, headers: overridingMethod("DELETE") });
    const parameters: readonly QueryParameter[] = [
      ["_method", "DELETE"],
      ["callback", "show"],
    ];
    await context.ask(methodQuestions.getWithParameters, { collection, query: [...query, ...parameters] });
    await context.ask(methodQuestions.after, { collection, query, connection });
  },
};

/** `Accept` with types that the endpoint has not, with any type at all, left out and malformed; and its relatives. */
export const accept: Experiment = {
  id: "accept",
  modes: ["provisioned", "read-only"],
  async run(context) {
    for (const question of acceptQuestions.everyAccept)
      await context.ask(question, {
        collection: "populated",
        query,
        accept: question.value,
        headers: question.headers ?? {},
      });
  },
};

const elsewhere = [
  "conformance_unknown",
  "limit",
  "per_page",
  "offset",
  "page",
  "order",
  "sort",
  "cursor",
  "starting_after",
  "fields",
  "format",
  // A name that every object of JavaScript answers to.
  "hasOwnProperty",
  // Names of members: some frameworks filter by them.
  "status",
  MEMBERS.duration,
  MEMBERS.streamKey,
];
const values: ReadonlyMap<string, string> = new Map([
  ["order", "asc"],
  ["sort", "asc"],
  ["format", "csv"],
]);

/** Query parameters that nobody declared. Somebody's own list grows: there the page without them is asked for before and after. */
export const parameters: Experiment = {
  id: "parameters",
  modes: ["provisioned", "read-only"],
  async run(context) {
    const grows = context.run.mode === "read-only";
    if (grows) await askFirstPage(context, parameterQuestions.without, { collection: "populated", query });
    const others: QueryParameter[] = elsewhere.map((name) => [name, values.get(name) ?? "2"]);
    const another = ["foreign", "sibling"].find((name) => context.has(name));
    if (another !== undefined) others.push(["id", context.collection(another).id]);
    await askFirstPage(context, parameterQuestions.withOthers, {
      collection: "populated",
      probe: "an unheard-of name, and names of other APIs",
      query: [...query, ...others],
    });
    if (grows) await askFirstPage(context, parameterQuestions.without, { collection: "populated", query });
  },
};
