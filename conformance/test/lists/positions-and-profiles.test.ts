import { expect, test } from "vitest";
import { withListener } from "./invoice-server.ts";
import { configured } from "./run-configured.ts";
import { serveBooks, serveByLastId, serveLinked, serveNumbered, serveUsers, withKey } from "./small-servers.ts";

const KEY = "key-of-the-list-0123456789";

/** A document of one list at `/rows`, with a place for its key. */
function documentOf(pagination: object, scheme?: object): string {
  const parameter = (name: string, type: string): object => ({ name, in: "query", schema: { type } });
  const names = ["limit", "starting_after", "at"];
  return JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Rows", version: "1" },
    ...(scheme ? { security: [{ key: [] }], components: { securitySchemes: { key: scheme } } } : {}),
    paths: {
      "/rows": {
        get: {
          operationId: "listRows",
          parameters: names.map((name) => parameter(name, name === "starting_after" ? "string" : "integer")),
          "x-redoclyPagination": pagination,
          responses: { 200: { description: "A page", content: { "application/json": { schema: {} } } } },
        },
      },
    },
  });
}

const byLastId = {
  style: "cursor",
  cursorParam: "starting_after",
  cursorFrom: "/id",
  hasMore: "/has_more",
  limitParam: "limit",
  items: "/data",
};
const linked = { style: "body-link", nextLink: "/next", limitParam: "limit", items: "/data" };
const rowsOf = { document: "openapi.json", operation: "listRows", list: { id: "/id", noun: "row" } };

test.each([
  [false, 0, "Evidence  47 rows, "],
  [true, 1, "pagination.exactly-once"],
])("a cursor that is the last item's id is followed (wrong: %s)", async (isWrong, exitCode, said) => {
  await withListener(serveByLastId({ isWrong }), async (url) => {
    const run = await configured({ ...rowsOf, base_url: url }, [], {}, { "openapi.json": documentOf(byLastId) });
    expect(run.out).toContain(said);
    expect(run.exitCode).toBe(exitCode);
  });
});

test("a cursor that is a page number is told as the cause of what is lost", async () => {
  const numbered = { ...byLastId, cursorFrom: undefined, hasMore: undefined, nextCursor: "/next" };
  await withListener(serveNumbered, async (url) => {
    const files = { "openapi.json": documentOf(numbered) };
    const run = await configured({ ...rowsOf, base_url: url }, ["--seed", "7"], {}, files);
    expect(run.exitCode).toBe(1);
    expect(run.out).toContain("The page token is a page number.");
    const [, told = ""] = run.out.split("CAUSE ");
    expect(told.split("explains")[0]).toMatch(/each\s+token holds 2\./);
    expect(told.split("explains")[0]).not.toContain("session");
    expect(run.out).toContain("at page size 1, rows beyond the first 25");
  });
});

test("where only an empty page says that a list is at its end, that page is not a fault", async () => {
  const { hasMore: _, ...withoutMore } = byLastId;
  await withListener(serveByLastId({ isWrong: false }), async (url) => {
    const files = { "openapi.json": documentOf(withoutMore) };
    const run = await configured({ ...rowsOf, base_url: url }, ["--level", "should"], {}, files);
    expect(run.exitCode, run.out).toBe(0);
    expect(run.out).toContain("an empty page is the end:\n    pagination.no-trailing-empty-page");
  });
});

test.each([
  [false, 0, "Evidence  47 rows, "],
  [true, 2, 'the next link "/rows?limit=10&at=10" leads out of /api/v2, below which the list is asked for;'],
])("links in the body lead on behind a prefix of the path (wrong: %s)", async (isWrong, exitCode, said) => {
  await withListener(serveLinked("/api/v2", { isWrong }), async (url) => {
    const files = { "openapi.json": documentOf(linked) };
    const run = await configured({ ...rowsOf, base_url: `${url}/api/v2` }, [], {}, files);
    expect(run.out + run.err).toContain(said);
    expect(run.exitCode).toBe(exitCode);
  });
});

test.each([
  ["query", { type: "apiKey", in: "query", name: "api_key" }],
  ["cookie", { type: "apiKey", in: "cookie", name: "session" }],
] as const)("a key in a %s is sent there, and is in no report", async (place, scheme) => {
  const seen = { without: 0 };
  const listener = withKey(
    ({ url = "", headers }) => {
      const query = new URL(url, "http://localhost").searchParams.get("api_key") === KEY;
      const isThere = place === "query" ? query : headers.cookie === `session=${KEY}`;
      if (!isThere) seen.without += 1;
      return isThere;
    },
    serveByLastId({ isWrong: false }),
  );
  await withListener(listener, async (url) => {
    const files = { "openapi.json": documentOf(byLastId, scheme) };
    const environment = { LIST_AUTHORIZATION: KEY };
    const run = await configured({ ...rowsOf, base_url: url }, ["--probes", "all"], environment, files);
    expect(run.exitCode, run.out).toBe(0);
    expect(run.report + run.out + run.err).not.toContain(KEY);
    expect(JSON.parse(run.report).rules).toContainEqual(
      expect.objectContaining({ id: "errors.key-required", outcome: "passed" }),
    );
    // The one that is asked without, on purpose.
    expect(seen.without).toBe(1);
  });
});

const books = {
  operation: "GET /v1/publishers/{publisher}/books",
  path: { publisher: "p1" },
  pagination: { items: "/books" },
  list: { id: "/id", size: { maximum: 20, default: 10 }, noun: "book" },
};

test.each([
  [false, 0, "Evidence  47 books, "],
  [true, 1, "pagination.over-maximum-bounded"],
])("a list that follows AIP-158 is judged by it (wrong: %s)", async (isWrong, exitCode, said) => {
  await withListener(serveBooks({ isWrong }), async (url) => {
    const run = await configured({ ...books, base_url: url }, ["--profile", "aip-158", "--probes", "all"]);
    expect(run.out, run.err).toContain(said);
    expect(run.exitCode).toBe(exitCode);
  });
});

test.each([
  [false, 0, "Evidence  47 resources, "],
  [true, 1, "pagination.exactly-once"],
])(
  "users that follow RFC 9865 are judged by it, with one line of configuration (wrong: %s)",
  async (isWrong, exitCode, said) => {
    await withListener(serveUsers({ isWrong }), async (url) => {
      const run = await configured({ base_url: `${url}/scim/v2` }, ["--profile", "scim-cursor", "--probes", "all"]);
      expect(run.out, run.err).toContain(said);
      expect(run.exitCode).toBe(exitCode);
    });
  },
);
