import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { documentOf, notes, type RealList, type RunningList, serve } from "./real-list.ts";

interface JsonServer {
  create(): RequestListener & { use(handler: unknown): void };
  router(data: object): unknown;
}

const note = {
  type: "object",
  properties: { id: {}, title: { type: "string" }, created: { type: "string" } },
};
const integer = { type: "integer" };

/** The version that most use: pages by a `Link` header. */
const linked: RealList = {
  name: "json-server 0.17",
  packages: ["json-server-0"],
  setUp: "The module's router on 83 notes; asked with _page and _limit, it answers with a Link header.",
  document: documentOf({
    path: "/notes",
    parameters: { _page: integer, _limit: integer },
    headers: { Link: { schema: { type: "string" } } },
    schema: { type: "array", items: note },
  }),
  config: {
    query: { _page: "1" },
    pagination: { style: "link", items: "", limitParam: "_limit" },
    list: { id: "/id", order: ["/id"], noun: "note" },
  },
  because: {
    "pagination.bad-size-rejected":
      "Sizes go through parseInt, and what that cannot read becomes 10 (lib/server/router/plural.js): _limit=5abc gives five notes, _limit=abc ten, and _limit=-1 all but the last.",
  },
  start: () => {
    const jsonServer: JsonServer = createRequire(import.meta.url)("json-server-0");
    const app = jsonServer.create();
    app.use(jsonServer.router({ notes: notes() }));
    return serve(app);
  },
};

// With _page a page, and without it all of them.
const pageOrAll = {
  anyOf: [
    {
      type: "object",
      properties: { data: { type: "array", items: note }, items: integer, next: { type: ["integer", "null"] } },
    },
    { type: "array", items: note },
  ],
};

const numbered = {
  packages: ["json-server-1"],
  document: documentOf({
    path: "/notes",
    parameters: { _page: integer, _per_page: integer },
    schema: pageOrAll,
  }),
  start: startProgram,
};
const pages = { style: "page", items: "/data", limitParam: "_per_page", offsetParam: "_page" };
const list = { id: "/id", total: "/items", noun: "note" };
const lenient = {
  "pagination.bad-size-rejected":
    "lib/app.js reads sizes by parseInt, so that 5abc is 5, and what that cannot read counts as not given; lib/paginate.js takes what is not above 0 for 1. Nothing is refused.",
  "pagination.bad-token-rejected":
    "A _page that parseInt cannot read counts as not given (lib/app.js), and without it the answer is the bare array of all notes, no page.",
  "http.unknown-parameters":
    "By design every other parameter is a filter: conformance_unknown=2 asks for notes that have such a member, and none has.",
};

/** The coming version, by its `next`. */
const byNext: RealList = {
  ...numbered,
  name: "json-server 1.0 beta, to the end that it names",
  setUp: "The program on a file of 83 notes; a walk by page numbers that stops where next is null.",
  config: { query: { _page: "1" }, pagination: { ...pages, hasMore: "/next" }, list },
  because: lenient,
};

/** The coming version, until a page is empty: many clients of page numbers do so. */
const untilEmpty: RealList = {
  ...numbered,
  name: "json-server 1.0 beta, until a page is empty",
  setUp: "The same, by a client that counts up until a page is empty.",
  config: { query: { _page: "1" }, pagination: pages, list },
  because: {
    ...lenient,
    "pagination.exactly-once":
      "lib/paginate.js brings a page number above the last one down to it (Math.min(safePage, pages)): page 2 of a list of one page is page 1 again, for ever, and a walk by number never meets an empty page.",
  },
};

async function startProgram(): Promise<RunningList> {
  const folder = mkdtempSync(join(tmpdir(), "real-list-"));
  const file = join(folder, "db.json");
  writeFileSync(file, JSON.stringify({ notes: notes().map((one) => ({ ...one, id: String(one.id) })) }));
  const port = String(await freePort());
  const program = fileURLToPath(new URL("../../node_modules/json-server-1/lib/bin.js", import.meta.url));
  const child = spawn(process.execPath, [program, file, "--port", port, "--host", "127.0.0.1"], { stdio: "ignore" });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const url = `http://127.0.0.1:${port}`;
  while (!(await answers(url)) && child.exitCode === null) await delay(50);
  return {
    url,
    close: async () => {
      child.kill();
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** Every list of json-server. */
export const jsonServerLists: readonly RealList[] = [linked, byNext, untilEmpty];
