import { join } from "node:path";
import { expect, test } from "vitest";
import { getOperations, operationNamed } from "../../src/profile/document/list-operation.ts";
import { readDocument } from "../../src/profile/document/read-document.ts";
import { shapeAtPointer } from "../../src/profile/document/schema-at-pointer.ts";
import { documentPath, withDocuments } from "./document-folder.ts";

const openapi = 'openapi: "3.0.3"\n';

test("references into other local files are followed, through allOf", async () => {
  const document = await readDocument(documentPath("invoices.yaml"));
  const { page } = operationNamed(document, "listInvoices");
  const typesAt = (pointer: string): string[] | undefined => {
    const shape = page && shapeAtPointer(document, page, pointer);
    return shape && [...shape.types];
  };
  expect(typesAt("/data")).toEqual(["array"]);
  expect(typesAt("/next")).toEqual(["string"]);
  expect(typesAt("/data/0/created")).toEqual(["integer"]);
  expect(typesAt("/previous")).toBeUndefined();
});

test("an operation is found by its id, and by its path", async () => {
  const document = await readDocument(documentPath("invoices.yaml"));
  expect(operationNamed(document, "GET /v1/users").id).toBe("listUsers");
  expect(getOperations(document).map(({ id }) => id)).toEqual([
    "listInvoices",
    "listRepositories",
    "listUsers",
    "listCountries",
  ]);
  expect(() => operationNamed(document, "listBills")).toThrow(
    'The document has no GET operation "listBills"; it has listInvoices, listRepositories, listUsers, listCountries.',
  );
});

test("a time, a yes and a merge key in YAML are read as YAML 1.2 reads them", async () => {
  const text = `${openapi}x-base: &base { a: 2020-01-01, b: yes }\nx-more: { <<: *base, c: 1 }\n`;
  await withDocuments({ "openapi.yaml": text }, async (folder) => {
    const { root } = await readDocument(join(folder, "openapi.yaml"));
    expect(root["x-more"]).toEqual({ a: "2020-01-01", b: "yes", c: 1 });
  });
});

test.each([
  [
    "a document of version 2",
    { "openapi.yaml": "swagger: '2.0'\n" },
    'says swagger "2.0"; it must be an OpenAPI document of version 3.0 or 3.1.',
  ],
  ["a list", { "openapi.yaml": "- 1\n" }, "is not an OpenAPI document: it holds no object."],
  ["broken YAML", { "openapi.yaml": "a: [1\n" }, "is neither JSON nor YAML: "],
  ["broken JSON", { "openapi.yaml": '{"openapi": ' }, "is neither JSON nor YAML: "],
  ["no document", {}, "cannot be read: there is no "],
])("%s is refused in one sentence", async (_, files: Readonly<Record<string, string>>, sentence) => {
  await withDocuments(files, async (folder) => {
    const reading = readDocument(join(folder, "openapi.yaml"));
    await expect(reading).rejects.toMatchObject({
      name: "DeclarationError",
      message: expect.stringContaining(sentence),
    });
  });
});

test.each([
  ["nowhere", "#/components/schemas/Page", "leads nowhere in "],
  ["to the network", "https://api.example.com/page.yaml", "is remote; nothing is fetched: bundle the document first."],
  ["in a circle", "#/x-a", "leads in a circle."],
  ["to a file that is not there", "page.yaml", "cannot be read: there is no "],
])("a reference that leads %s is refused in one sentence", async (_, reference, sentence) => {
  const text = `${openapi}x-a: { $ref: "#/x-b" }\nx-b: { $ref: "#/x-a" }\n`;
  await withDocuments({ "openapi.yaml": text }, async (folder) => {
    const document = await readDocument(join(folder, "openapi.yaml"));
    const follow = (): unknown => document.follow({ value: { $ref: reference }, file: document.file });
    expect(follow).toThrow(sentence);
  });
});
