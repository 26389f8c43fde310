import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli, type Said } from "../lists/run-configured.ts";
import { documentPath, withDocuments } from "./document-folder.ts";

function infer(...args: readonly string[]): Promise<Said> {
  return runCli(["infer", ...args]);
}

test("infer shows what each list declares, and marks what only names suggest", async () => {
  const { exitCode, out } = await infer(documentPath("invoices.yaml"));
  expect(exitCode).toBe(0);
  expect(
    out.replaceAll(/ {2,}/g, " | "),
  ).toBe(`operation | paging | items | id | size | order | authentication | errors | rules
listInvoices | cursor cursor ← /next | /data | /id? | limit 1–100 (10) | – | header X-Api-Key | 422 | 11, 18? of 20
listRepositories | link? | ""? | /id? | per_page (30) | – | none | – | 0, 15? of 18
listUsers | page page? | /results? | /uuid? | page_size | – | basic | – | 0, 13? of 17

4 GET operations: 1 lists declare their paging; for 2, names suggest one (marked "?": may be wrong); 1 lists show none.
Rules: how many a run would judge with the declared facts; with the guesses too ("?"); with every fact.
Next: live-sessions-conformance infer invoices.yaml --operation listInvoices
`);
});

test("infer reads lists in the shapes of public documents as they read by hand", async () => {
  const { exitCode, out } = await infer(documentPath("public-shapes.yaml"));
  expect(exitCode).toBe(0);
  expect(out.replaceAll(/ {2,}/g, " | ").split("\n").slice(1, 4)).toEqual([
    "searchPictures | offset offset? | /data? | /id? | limit (25) | – | query api_key | 400 429 | 0, 14? of 17",
    "list-balances | page page? | /results? | /accountId? | pageSize 1–5000 (100) | – | header Authorization | – | 0, 15? of 17",
    "Profiles_List | body-link ← /nextLink | /value | /id? | – | – | query api_key | default | 6, 12? of 18",
  ]);
  const pictures = await infer(documentPath("public-shapes.yaml"), "--operation", "searchPictures");
  expect(pictures.out).toContain('// "total": "/pagination/total_count", // a guess by its name');
  const balances = await infer(documentPath("public-shapes.yaml"), "--operation", "list-balances");
  expect(balances.out).toContain('"page": "1", // the document\'s example');
});

test("infer --json names the facts that are left out", async () => {
  const { out } = await infer(documentPath("invoices.yaml"), "--json");
  const { lists } = JSON.parse(out);
  expect(lists[0]).toMatchObject({
    operation: "listInvoices",
    missing: ["id", "order", "size.zero", "size.over", "total", "errors.size", "errors.token"],
    values: { path: [{ name: "customer" }], query: [{ name: "status" }] },
    secrets: ["/token"],
    rules: { declared: 11, guessed: 18, all: 20, hostile: 4 },
  });
  expect(lists[2].guessed.because).toBe("the parameter page looks like a page number");
});

test("infer --operation writes a configuration in which a guess is a comment", async () => {
  const { out } = await infer(documentPath("invoices.yaml"), "--operation", "listUsers");
  expect(out).toContain(
    '// A guess, because the parameter page looks like a page number:\n  // "pagination": { "style": "page", "items": "/results", "limitParam": "page_size", "offsetParam": "page" },',
  );
  expect(out).toContain('// "id": "/uuid", // a guess: the member of an item with such a name');
  expect(out).toContain("LIST_AUTHORIZATION holds the whole value of the header Authorization.");
});

test("infer --operation leaves to the document what it declares", async () => {
  const { out } = await infer(documentPath("invoices.yaml"), "--operation", "listInvoices");
  expect(out).toContain('"path": {\n    // "customer": "…", // replace … by a value; the run needs one\n  },');
  expect(out).toContain(
    "// Declared at invoices.yaml#/paths/~1v1~1customers~1{customer}~1invoices/get/x-redoclyPagination:",
  );
  expect(out).not.toContain('"pagination"');
});

test("a configuration that infer wrote leaves nothing to fill in but what it says, and run names the first of it", async () => {
  for (const operation of ["listInvoices", "listRepositories", "listUsers"]) {
    const { out } = await infer(documentPath("invoices.yaml"), "--operation", operation);
    expect(out).not.toContain("TODO");
    await withDocuments({ "conformance.jsonc": out }, async (folder) => {
      const args = ["run", "--config", join(folder, "conformance.jsonc"), "--base-url", "http://127.0.0.1:1"];
      const { exitCode, err } = await runCli(args);
      expect(exitCode).toBe(2);
      expect(err).toMatch(/^error: .*(?:\/path\/customer|\/pagination) is missing/);
    });
  }
});

test("a value that the document shows of a required parameter stands in the configuration, and where it is from", async () => {
  const parameters = [
    { name: "account", in: "path", required: true, schema: { type: "string" }, example: "acct_1" },
    { name: "region", in: "query", required: true, schema: { enum: ["eu", "us"] } },
    { name: "state", in: "query", required: true, schema: { default: "open" } },
    { name: "year", in: "query", required: true, schema: {}, description: "The year. Four digits." },
  ];
  const get = { operationId: "listBills", parameters, responses: { 400: { description: "Bad" } } };
  const paths = { "/accounts/{account}/bills": { get } };
  const text = JSON.stringify({ openapi: "3.1.0", info: { title: "Bills", version: "1" }, paths });
  await withDocuments({ "openapi.json": text }, async (folder) => {
    const { out } = await infer(join(folder, "openapi.json"), "--operation", "listBills");
    expect(out).toContain('"account": "acct_1", // the document\'s example; write one that exists in your deployment');
    expect(out).toContain('"region": "eu", // the first that the document lists');
    expect(out).toContain('"state": "open", // the document\'s default');
    expect(out).toContain('// "year": "…", // replace … by a value (The year); the run needs one');
    expect(out).toContain(
      '// "errors": { "size": 400, "token": 400 }, // a guess: of bad requests, only 400 is declared',
    );
    expect(out).toContain("// Nothing suggests how this list is paged.");
  });
});

test("infer shows the other lists next to a wrong declaration, says what is wrong, and exits with 2", async () => {
  const get = (id: string, extension: object): object => ({
    operationId: id,
    "x-redoclyPagination": extension,
    responses: {
      200: { description: "A page", content: { "application/json": { schema: { type: "array", items: {} } } } },
    },
  });
  const paths = {
    "/a": { get: get("a", { style: "link", items: "" }) },
    "/b": { get: get("b", { style: "link", items: "/x" }) },
  };
  const text = JSON.stringify({ openapi: "3.1.0", info: { title: "Lists", version: "1" }, paths });
  await withDocuments({ "openapi.json": text }, async (folder) => {
    const { exitCode, out, err } = await infer(join(folder, "openapi.json"));
    expect(exitCode).toBe(2);
    expect(out).toContain("\na          link");
    expect(err).toBe(
      'error: openapi.json#/paths/~1b/get/x-redoclyPagination/items is "/x", which leads nowhere in the schema of the page of b.\n',
    );
  });
});
