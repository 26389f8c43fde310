import { join } from "node:path";
import { expect, test } from "vitest";
import { runProgram } from "../../src/cli/program.ts";
import { documentPath, withDocuments } from "./document-folder.ts";

interface Said {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

async function infer(...args: readonly string[]): Promise<Said> {
  const said = { out: "", err: "" };
  const exitCode = await runProgram(["infer", ...args], {
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    isInteractiveOut: false,
    isInteractiveErr: false,
    isInteractiveIn: false,
    columns: 80,
    environment: {},
  });
  return { exitCode, ...said };
}

test("infer shows what each list declares, and marks what only names suggest", async () => {
  const { exitCode, out } = await infer(documentPath("invoices.yaml"));
  expect(exitCode).toBe(0);
  expect(out.replaceAll(/ {2,}/g, " | ")).toBe(`operation | paging | items | id | size | order | authentication | errors
listInvoices | cursor cursor ← /next | /data | /id? | limit 1–100 (10) | – | header X-Api-Key | 422
listRepositories | link? | ""? | /id? | per_page (30) | – | none | –
listUsers | page page? | /results? | /uuid? | page_size | – | basic | –

4 GET operations: 1 lists declare their paging, of 2 names suggest one (marked "?": may be wrong), 1 lists show none.
Next: live-sessions-conformance infer invoices.yaml --operation listInvoices
`);
});

test("infer --json names the facts that are left out", async () => {
  const { out } = await infer(documentPath("invoices.yaml"), "--json");
  const { lists } = JSON.parse(out);
  expect(lists[0]).toMatchObject({
    operation: "listInvoices",
    missing: ["id", "order", "size.zero", "size.over", "total", "errors.size", "errors.token"],
    values: { path: ["customer"], query: ["status"] },
  });
  expect(lists[2].guessed.because).toBe("the parameter page looks like a page number");
});

test("infer --operation writes a configuration in which a guess is a comment", async () => {
  const { out } = await infer(documentPath("invoices.yaml"), "--operation", "listUsers");
  expect(out).toContain(
    '// A guess, because the parameter page looks like a page number:\n  // "pagination": { "style": "page", "items": "/results", "limitParam": "page_size", "offsetParam": "page" },',
  );
  expect(out).toContain('// "id": "/uuid", // a guess by its name');
  expect(out).toContain("LIST_AUTHORIZATION holds the whole value of the header Authorization.");
});

test("infer --operation leaves to the document what it declares", async () => {
  const { out } = await infer(documentPath("invoices.yaml"), "--operation", "listInvoices");
  expect(out).toContain('"path": { "customer": "TODO" },\n  "query": { "status": "TODO" },');
  expect(out).toContain(
    "// Declared at invoices.yaml#/paths/~1v1~1customers~1{customer}~1invoices/get/x-redoclyPagination:",
  );
  expect(out).not.toContain('"pagination"');
});

test("infer shows the other lists beside a wrong declaration, says what is wrong, and exits with 2", async () => {
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
