import * as questions from "../questions/guard.ts";
import { wrongKeys } from "../questions/wrong-keys.ts";
import { percentEncoded } from "../transport/percent-encoded.ts";
import { withoutTrailingSlashes } from "../transport/without-trailing-slashes.ts";
import type { Experiment } from "./experiment.ts";
import { pathOf } from "./list-request.ts";
import { overridingMethod } from "./method-override.ts";

const nobodys = { key: wrongKeys.nobodys.name, authorization: wrongKeys.nobodys.from("") };
const noKey = { key: "none" };

/** What a server behind a proxy may believe of a request: where it comes from, whose it is, and that it was let in. */
const headersOfAProxy: Readonly<Record<string, string>> = {
  forwarded: "for=127.0.0.1",
  "x-forwarded-for": "127.0.0.1",
  "x-forwarded-user": "admin",
  "x-real-ip": "127.0.0.1",
  "x-remote-user": "admin",
  "x-consumer-id": "1",
  "x-consumer-username": "admin",
  "x-middleware-subrequest": Array.from({ length: 5 }, () => "middleware").join(":"),
};

function prefixOf(baseUrl: string | undefined): string {
  return baseUrl === undefined ? "" : withoutTrailingSlashes(new URL(baseUrl).pathname);
}

/** Ways round the guard: spellings of the path, methods, what renames a method or a path, and headers of a proxy, all without a valid key. */
export const guard: Experiment = {
  id: "guard",
  modes: ["provisioned", "read-only"],
  async run(context) {
    const collection = "populated";
    const id = percentEncoded(context.collection(collection).id);
    const path = pathOf(context.run.list.profile, id);
    for (const question of questions.everySpelling) {
      await context.ask(question, { collection, ...noKey, path: question.respell(path, id) });
    }
    for (const question of questions.everyMethod) {
      await context.ask(question, {
        collection,
        ...(question.hasNobodysKey ? nobodys : noKey),
        method: question.probe,
      });
    }
    const asOptions = { query: [["_method", "OPTIONS"]], headers: overridingMethod("OPTIONS") } as const;
    await context.ask(questions.getAsOptions, { collection, ...noKey, ...asOptions });
    if (context.run.mode === "provisioned" || context.run.allowUnsafeMethods)
      await context.ask(questions.postAsGet, {
        collection,
        ...noKey,
        method: "POST",
        headers: overridingMethod("GET"),
      });
    await context.ask(questions.headersOfAProxy, { collection, ...noKey, headers: headersOfAProxy });
    // A gateway may not know the name: alone, so that it hides nothing else.
    if (context.run.hasConnections)
      await context.ask(questions.hostOfTheMachine, { collection, ...noKey, headers: { host: "localhost" } });
    const renamed = prefixOf(context.run.list.baseUrls[0]) + path;
    const headers = { "x-original-url": renamed, "x-rewrite-url": renamed };
    await context.ask(questions.renamedPath, { collection, ...nobodys, path: "/no-such-list", headers });
  },
};
