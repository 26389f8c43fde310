import { DeclarationError } from "../declaration-error.ts";
import { isObject, pointerPart } from "../json-pointer.ts";
import type { ApiDocument, Placed } from "./read-document.ts";

/** A parameter of an operation. */
export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly isRequired: boolean;
  readonly schema: Placed | undefined;
  readonly description: string;
  /** Where it is declared. */
  readonly place: Placed;
}

/** A GET operation of a document. */
export interface GetOperation {
  readonly id: string | undefined;
  readonly path: string;
  /** Where it stands in the document. */
  readonly pointer: string;
  readonly members: Readonly<Record<string, unknown>>;
  readonly file: string;
  readonly parameters: readonly Parameter[];
  /** Schema of its JSON answer to a success; undefined where none is declared. */
  readonly page: Placed | undefined;
  /** Media type of that answer; undefined where none of JSON is declared. */
  readonly mediaType: string | undefined;
  /** Names of the headers that come with it, in lower case. */
  readonly headers: readonly string[];
  /** Statuses that are declared. */
  readonly statuses: readonly string[];
  readonly hasHead: boolean;
}

/** Every GET operation of a document, in its order. */
export function getOperations(document: ApiDocument): GetOperation[] {
  const paths = document.member(rootOf(document), "paths");
  if (!isObject(paths?.value)) return [];
  return Object.keys(paths.value).flatMap((path) => {
    const item = document.member(paths, path);
    const operation = item && document.member(item, "get");
    return item && operation && isObject(operation.value) ? [readOperation(document, path, item, operation)] : [];
  });
}

/** The operation of that id, or of that path (`GET /v1/invoices`). @throws DeclarationError when there is none */
export function operationNamed(document: ApiDocument, name: string): GetOperation {
  const operations = getOperations(document);
  const [, path] = /^GET\s+(\S+)$/i.exec(name.trim()) ?? [];
  const found = operations.find((operation) => (path === undefined ? operation.id === name : operation.path === path));
  if (found) return found;
  const some = operations.slice(0, 5).map(nameOf).join(", ");
  throw new DeclarationError(
    `The document has no GET operation ${JSON.stringify(name)}; it has ${some === "" ? "none at all" : `${some}${operations.length > 5 ? ", …" : ""}`}.`,
  );
}

/** The operation's id, or else its method and path. */
export function nameOf({ id, path }: GetOperation): string {
  return id ?? `GET ${path}`;
}

function rootOf(document: ApiDocument): Placed {
  return { value: document.root, file: document.file };
}

function readOperation(document: ApiDocument, path: string, item: Placed, operation: Placed): GetOperation {
  const members = isObject(operation.value) ? operation.value : {};
  const success = successOf(document, operation);
  const responses = document.member(operation, "responses")?.value;
  return {
    id: typeof members["operationId"] === "string" ? members["operationId"] : undefined,
    path,
    pointer: `/paths/${pointerPart(path)}/get`,
    members,
    file: operation.file,
    parameters: parametersOf(document, item, operation),
    page: success && jsonSchemaOf(document, success),
    mediaType: success && jsonTypeOf(document, success),
    headers: success ? headerNamesOf(document, success) : [],
    statuses: isObject(responses) ? Object.keys(responses) : [],
    hasHead: document.member(item, "head") !== undefined,
  };
}

// An operation's own parameter replaces one of its path of the same name and place.
function parametersOf(document: ApiDocument, item: Placed, operation: Placed): Parameter[] {
  const byKey = new Map<string, Parameter>();
  for (const owner of [item, operation]) {
    const list = document.member(owner, "parameters");
    if (!list || !Array.isArray(list.value)) continue;
    for (const entry of list.value) {
      const parameter = readParameter(document, { value: entry, file: list.file });
      if (parameter) byKey.set(`${parameter.in} ${parameter.name}`, parameter);
    }
  }
  return [...byKey.values()];
}

function readParameter(document: ApiDocument, place: Placed): Parameter | undefined {
  const { value } = document.follow(place);
  if (!isObject(value) || typeof value["name"] !== "string" || typeof value["in"] !== "string") return undefined;
  return {
    name: value["name"],
    in: value["in"],
    isRequired: value["required"] === true,
    schema: document.member(place, "schema"),
    description: typeof value["description"] === "string" ? value["description"] : "",
    place,
  };
}

function successOf(document: ApiDocument, operation: Placed): Placed | undefined {
  const responses = document.member(operation, "responses");
  if (!responses) return undefined;
  for (const status of ["200", "2XX", "2xx", "default"]) {
    const response = document.member(responses, status);
    if (response) return response;
  }
  return undefined;
}

function jsonSchemaOf(document: ApiDocument, response: Placed): Placed | undefined {
  const content = document.member(response, "content");
  const type = jsonTypeOf(document, response) ?? "*/*";
  const media = content && document.member(content, type);
  return media && document.member(media, "schema");
}

function jsonTypeOf(document: ApiDocument, response: Placed): string | undefined {
  const content = document.member(response, "content")?.value;
  const types = isObject(content) ? Object.keys(content) : [];
  return types.find((name) => /^application\/json\b/i.test(name)) ?? types.find((name) => /json/i.test(name));
}

function headerNamesOf(document: ApiDocument, response: Placed): string[] {
  const headers = document.member(response, "headers")?.value;
  return isObject(headers) ? Object.keys(headers).map((name) => name.toLowerCase()) : [];
}
