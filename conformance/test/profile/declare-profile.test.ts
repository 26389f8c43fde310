import { expect, test } from "vitest";
import { declareProfile } from "../../src/profile/declare/declare-profile.ts";
import { parseListDeclaration } from "../../src/profile/declare/list-declaration.ts";
import { readDocument } from "../../src/profile/document/read-document.ts";
import type { ListProfile } from "../../src/profile/list-profile.ts";
import { documentPath } from "./document-folder.ts";

const right = { operation: "listInvoices", path: { customer: "cus_1" }, query: { status: "all" } };
const users = {
  operation: "listUsers",
  pagination: { style: "page", offsetParam: "page", limitParam: "page_size", items: "/results" },
};

async function profileOf(config: Readonly<Record<string, unknown>>): Promise<ListProfile> {
  const declaration = parseListDeclaration(config, "conformance.json");
  return declareProfile(await readDocument(documentPath("invoices.yaml")), declaration, "conformance.json");
}

test("a profile holds what the document declares, and says of each fact where it comes from", async () => {
  const profile = await profileOf(right);
  expect(profile).toMatchObject({
    name: "listInvoices",
    path: "/v1/customers/{customer}/invoices",
    pathValues: { customer: "cus_1" },
    query: { status: "all" },
    size: { minimum: 1, maximum: 100, default: 10 },
    authentication: { kind: "api-key", in: "header", name: "X-Api-Key" },
    errors: { declared: ["422"] },
    hasHead: false,
  });
  expect(profile.sources).toEqual({
    paging: "invoices.yaml#/paths/~1v1~1customers~1{customer}~1invoices/get/x-redoclyPagination",
    limitParam: "invoices.yaml#/paths/~1v1~1customers~1{customer}~1invoices/get/x-redoclyPagination",
    hasMore: "invoices.yaml#/paths/~1v1~1customers~1{customer}~1invoices/get/x-redoclyPagination",
    "size.minimum": "invoices.yaml#/paths/~1v1~1customers~1{customer}~1invoices/get/parameters (limit)",
    "size.maximum": "invoices.yaml#/paths/~1v1~1customers~1{customer}~1invoices/get/parameters (limit)",
    "size.default": "invoices.yaml#/paths/~1v1~1customers~1{customer}~1invoices/get/parameters (limit)",
    authentication: "invoices.yaml#/components/securitySchemes",
    pageSchema: "invoices.yaml#/paths/~1v1~1customers~1{customer}~1invoices/get/responses",
  });
});

test("the page's schema is complete in itself", async () => {
  const { pageSchema } = await profileOf(right);
  expect(pageSchema).toMatchObject({
    allOf: [{}, { properties: { data: { items: { $ref: "#/$defs/schema1" } } } }],
    $defs: { schema1: { properties: { created: { type: "integer" } } } },
  });
});

test("a configuration adds facts, and its pagination may name only what the document leaves out", async () => {
  const list = {
    id: "/id",
    order: ["-/created", "/id"],
    size: { zero: "reject" },
    errors: { size: 422 },
    noun: "invoice",
  };
  const profile = await profileOf({ ...right, pagination: { cursorFrom: "/id" }, list });
  expect(profile.paging).toMatchObject({ style: "cursor", cursorParam: "cursor", cursorFrom: "/id" });
  expect(profile.order).toEqual([
    { pointer: "/created", isDescending: true },
    { pointer: "/id", isDescending: false },
  ]);
  expect(profile.size).toEqual({ minimum: 1, maximum: 100, default: 10, zero: "reject" });
  expect(profile.nouns.items).toBe("invoices");
  expect(profile.sources).toMatchObject({
    paging: "conformance.json /pagination",
    id: "conformance.json /list/id",
    "size.zero": "conformance.json /list/size/zero",
    "errors.size": "conformance.json /list/errors/size",
  });
});

test("a list that declares that anybody may ask has no authentication", async () => {
  const pagination = { style: "link", items: "", limitParam: "per_page" };
  const profile = await profileOf({ operation: "listRepositories", pagination });
  expect(profile.authentication).toBeUndefined();
  expect(profile.sources.authentication).toBe("invoices.yaml#/components/securitySchemes");
});

test.each([
  ["/document", { ...right, document: 1 }, "must be the path of an OpenAPI document, got 1."],
  ["/operation", { ...right, operation: undefined }, 'is missing: an operationId, or "GET /path".'],
  ["/operation", { ...right, operation: "" }, 'must be an operationId, or "GET /path", got "".'],
  ["/path", { ...right, path: "cus_1" }, 'must be an object of parameters and their values, got "cus_1".'],
  [
    "/path/customer",
    { ...right, path: {} },
    "is missing: a value for {customer} of /v1/customers/{customer}/invoices.",
  ],
  [
    "/path/client",
    { ...right, path: { ...right.path, client: "c" } },
    "is not a parameter of /v1/customers/{customer}/invoices; it has customer.",
  ],
  ["/path/customer", { ...right, path: { customer: [] } }, "must be a text, a number, true or false, got []."],
  ["/query/status", { ...right, query: {} }, "is missing: listInvoices requires that parameter."],
  [
    "/query/state",
    { ...right, query: { status: "all", state: "x" } },
    "is not a query parameter of listInvoices; it has cursor, limit, status.",
  ],
  ["/pagination", { ...right, pagination: "cursor" }, 'must be an object, got "cursor".'],
  ["/pagination", { operation: "listUsers" }, "is missing, and the document declares no paging of listUsers"],
  [
    "/pagination/offsetParam",
    { ...users, pagination: { ...users.pagination, offsetParam: "p" } },
    'names the query parameter "p", which listUsers does not have; it has page, page_size.',
  ],
  ["/list", { ...right, list: [] }, "must be an object, got []."],
  [
    "/list/ident",
    { ...right, list: { ident: "/id" } },
    "is not a member of it; it must be one of id, order, size, total, secrets, errors, noun.",
  ],
  ["/list/id", { ...right, list: { id: "id" } }, 'must be a JSON pointer such as "/id", got "id".'],
  [
    "/list/id",
    { ...right, list: { id: "/uuid" } },
    'is "/uuid", which leads nowhere in the schema of an item of listInvoices.',
  ],
  [
    "/list/order",
    { ...right, list: { order: "-/created" } },
    'must be a list of sort keys such as ["-/created"], got "-/created".',
  ],
  [
    "/list/order/0",
    { ...right, list: { order: ["created"] } },
    'must be a sort key such as "-/created" (descending) or "/name", got "created".',
  ],
  [
    "/list/order/1",
    { ...right, list: { order: ["-/created", "/x"] } },
    'is "/x", which leads nowhere in the schema of an item of listInvoices.',
  ],
  ["/list/size", { ...right, list: { size: 10 } }, "must be an object, got 10."],
  ["/list/size/maximum", { ...right, list: { size: { maximum: "100" } } }, 'must be a whole number from 0, got "100".'],
  [
    "/list/size/minimum",
    { ...right, list: { size: { minimum: 5, maximum: 2 } } },
    "is 5, which is above the maximum of 2.",
  ],
  [
    "/list/size/zero",
    { ...right, list: { size: { zero: "all" } } },
    'must be "reject" or "default" or "empty", got "all".',
  ],
  ["/list/size/over", { ...right, list: { size: { over: 1 } } }, 'must be "reject" or "clamp", got 1.'],
  [
    "/list/size",
    {
      operation: "listUsers",
      pagination: { style: "page", offsetParam: "page", items: "/results" },
      list: { size: { maximum: 5 } },
    },
    "needs a parameter that holds it: name it in /pagination/limitParam.",
  ],
  [
    "/list/total",
    { ...users, list: { total: "/total" } },
    'is "/total", which leads nowhere in the schema of the page of listUsers.',
  ],
  [
    "/list/total",
    { ...users, list: { total: "/results" } },
    'is "/results", which is array in the page of listUsers; it must be integer.',
  ],
  ["/list/secrets/0", { ...right, list: { secrets: ["token"] } }, 'must be a JSON pointer such as "/id", got "token".'],
  ["/list/errors/size", { ...right, list: { errors: { size: 200 } } }, "must be a status from 400 to 499, got 200."],
  [
    "/list/errors/token",
    { ...right, list: { errors: { token: "400" } } },
    'must be a status from 400 to 499, got "400".',
  ],
  ["/list/noun", { ...right, list: { noun: " " } }, 'must be what an item is called, such as "invoice", got " ".'],
])(
  "a wrong %s is one sentence with what would be right",
  async (pointer, config: Readonly<Record<string, unknown>>, sentence) => {
    await expect(profileOf(config)).rejects.toMatchObject({
      name: "DeclarationError",
      message: expect.stringContaining(`conformance.json ${pointer} ${sentence}`),
    });
  },
);
