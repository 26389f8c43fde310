import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type DeclaredPaging, declaredPaging, redoclyRules } from "../../src/profile/document/declared-paging.ts";
import { operationNamed } from "../../src/profile/document/list-operation.ts";
import { readDocument } from "../../src/profile/document/read-document.ts";
import { documentPath, withDocuments } from "./document-folder.ts";

async function declared(file: string, operation: string): Promise<DeclaredPaging | undefined> {
  const document = await readDocument(file);
  return declaredPaging(document, operationNamed(document, operation), redoclyRules(document));
}

const right = {
  style: "cursor",
  cursorParam: "cursor",
  nextCursor: "/next",
  hasMore: "/has_more",
  limitParam: "limit",
  items: "/data",
};

/** A document whose operation declares what is given. */
function documentWith(extension: string, value: unknown): string {
  const schema = {
    type: "object",
    properties: {
      data: { type: "array", items: { type: "object", properties: { id: { type: "string" } } } },
      next: { type: "string" },
      has_more: { type: "boolean" },
      count: { type: "integer" },
    },
  };
  const parameters = [
    { name: "cursor", in: "query", schema: { type: "string" } },
    { name: "limit", in: "query", schema: { type: "integer" } },
    { name: "flag", in: "query", schema: { type: "boolean" } },
  ];
  const responses = { 200: { description: "A page", content: { "application/json": { schema } } } };
  const get = { operationId: "list", parameters, responses, [extension]: value };
  return JSON.stringify({ openapi: "3.1.0", info: { title: "A list", version: "1" }, paths: { "/items": { get } } });
}

function declaredIn(extension: string, value: unknown): Promise<DeclaredPaging | undefined> {
  return withDocuments({ "openapi.json": documentWith(extension, value) }, (folder) =>
    declared(join(folder, "openapi.json"), "list"),
  );
}

test("x-redoclyPagination is read, with the place where it stands", async () => {
  expect(await declared(documentPath("invoices.yaml"), "listInvoices")).toEqual({
    paging: right,
    from: "invoices.yaml#/paths/~1v1~1customers~1{customer}~1invoices/get/x-redoclyPagination",
  });
});

test("the contract's own document declares its paging", async () => {
  const file = join(import.meta.dirname, "../../../openapi/openapi.yaml");
  expect((await declared(file, "listLiveSessions"))?.paging).toEqual({
    style: "cursor",
    cursorParam: "page_token",
    nextCursor: "/next_page_token",
    limitParam: "page_size",
    items: "/data",
  });
});

test("the earlier name of the extension is read", async () => {
  expect((await declaredIn("x-redocly-pagination", right))?.paging).toEqual(right);
});

test("x-ms-pageable is a link in the body, also where a dot stands in a name", async () => {
  const vaults = await declared(documentPath("speakeasy.json"), "Vaults_List");
  expect(vaults?.paging).toEqual({ style: "body-link", nextLink: "/odata.nextLink", items: "/value" });
});

test("x-ms-pageable without a link declares one page only", async () => {
  expect(await declared(documentPath("speakeasy.json"), "Operations_List")).toBeUndefined();
});

test("x-speakeasy-pagination that names the last item's member is a cursor taken from there", async () => {
  const events = await declared(documentPath("speakeasy.json"), "listEvents");
  expect(events?.paging).toEqual({
    style: "cursor",
    cursorParam: "after",
    cursorFrom: "/id",
    limitParam: "limit",
    items: "/data",
  });
});

test("redocly.yaml wins over the extension, and its convention holds where it fits", async () => {
  const text = documentWith("x-unrelated", true);
  await withDocuments({ "openapi.json": text }, async (folder) => {
    const file = join(folder, "openapi.json");
    const configure = (pagination: object): void =>
      writeFileSync(join(folder, "redocly.yaml"), JSON.stringify({ client: { pagination } }));
    configure({ operations: { list: right } });
    expect(await declared(file, "list")).toEqual({
      paging: right,
      from: "redocly.yaml#/client/pagination/operations/list",
    });
    configure({ ...right });
    expect((await declared(file, "list"))?.paging).toEqual(right);
    configure({ ...right, exclude: ["list"] });
    expect(await declared(file, "list")).toBeUndefined();
    configure({ ...right, cursorParam: "token" });
    expect(await declared(file, "list")).toBeUndefined();
  });
});

test.each([
  ["style", { ...right, style: "token" }, 'must be cursor, offset, page, link or body-link, got "token".'],
  ["items", { ...right, items: "data" }, 'must be a JSON pointer such as "/data", got "data".'],
  ["items", { ...right, items: "/rows" }, 'is "/rows", which leads nowhere in the schema of the page of list.'],
  ["items", { ...right, items: "/count" }, 'is "/count", which is integer in the page of list; it must be array.'],
  ["items", { style: "link" }, "is missing: the pointer to the array of items"],
  ["nextCursor", { ...right, nextCursor: "/nxt" }, 'is "/nxt", which leads nowhere in the schema of the page of list.'],
  [
    "nextCursor",
    { ...right, nextCursor: "/data" },
    'is "/data", which is array in the page of list; it must be string.',
  ],
  ["nextCursor", { ...right, nextCursor: "" }, 'must be a JSON pointer such as "/data", got "".'],
  [
    "cursorFrom",
    { ...right, cursorFrom: "/ident" },
    'is "/ident", which leads nowhere in the schema of an item of list.',
  ],
  ["hasMore", { ...right, hasMore: "/data" }, 'is "/data", which is array in the page of list; it must be boolean.'],
  [
    "cursorParam",
    { ...right, cursorParam: "token" },
    'names the query parameter "token", which list does not have; it has cursor, limit, flag.',
  ],
  ["cursorParam", { ...right, cursorParam: "" }, 'must be the name of a query parameter, got "".'],
  [
    "limitParam",
    { ...right, limitParam: "flag" },
    'names the query parameter "flag", which takes boolean; it must be integer or number or string.',
  ],
  [
    "nextCursor",
    { style: "cursor", cursorParam: "cursor", items: "/data" },
    "is missing: style cursor needs nextCursor or cursorFrom.",
  ],
  ["offsetParam", { style: "page", items: "/data" }, "is missing: style page needs offsetParam."],
  ["nextLink", { style: "body-link", items: "/data" }, "is missing: style body-link needs nextLink."],
  ["limit", { ...right, limit: "limit" }, "is not a member of a pagination; it must be one of "],
])("a wrong %s is one sentence with its pointer", async (member, value, sentence) => {
  const place = "openapi.json#/paths/~1items/get/x-redoclyPagination";
  const reading = declaredIn("x-redoclyPagination", value);
  await expect(reading).rejects.toMatchObject({
    name: "DeclarationError",
    message: expect.stringContaining(`${place}/${member} ${sentence}`),
  });
});
