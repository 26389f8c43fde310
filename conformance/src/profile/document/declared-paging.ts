import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { DeclarationError } from "../declaration-error.ts";
import { isObject, pointerPart } from "../json-pointer.ts";
import type { Paging } from "../list-profile.ts";
import { checkPaging } from "./check-paging.ts";
import type { GetOperation } from "./list-operation.ts";
import { parsePaging } from "./parse-paging.ts";
import type { ApiDocument } from "./read-document.ts";
import { shapeAtPointer } from "./schema-at-pointer.ts";
import { pagingOfSpeakeasy } from "./speakeasy-pagination.ts";

/** A pagination, and where it was declared: file, `#` and pointer. */
export interface DeclaredPaging {
  readonly paging: Paging;
  readonly from: string;
}

/** Paging rules of a `redocly.yaml` next to the document. */
export interface RedoclyRules {
  readonly file: string;
  readonly rules: Readonly<Record<string, unknown>>;
}

/** `client.pagination` of the `redocly.yaml` in the document's folder; undefined where there is none. @throws DeclarationError when it is not YAML */
export function redoclyRules(document: ApiDocument): RedoclyRules | undefined {
  const config = join(dirname(document.file), "redocly.yaml");
  if (!existsSync(config)) return undefined;
  const value = document.read(config, `The configuration ${config}`);
  const client = isObject(value) ? value["client"] : undefined;
  const rules = isObject(client) ? client["pagination"] : undefined;
  return isObject(rules) ? { file: config, rules } : undefined;
}

/**
 * What a document declares of an operation's paging, in the order in which Redocly CLI looks: the operation's entry in
 * `redocly.yaml`, the extension, the convention of `redocly.yaml` where it fits; then the extensions of others.
 *
 * @throws DeclarationError for a declaration that is wrong or does not fit
 */
export function declaredPaging(
  document: ApiDocument,
  operation: GetOperation,
  redocly: RedoclyRules | undefined,
): DeclaredPaging | undefined {
  const name = operation.id ?? "";
  const exclude = redocly?.rules["exclude"];
  if (Array.isArray(exclude) && exclude.includes(name)) return undefined;
  const operations = redocly?.rules["operations"];
  if (redocly && isObject(operations) && operations[name] !== undefined) {
    const from = `${basename(redocly.file)}#/client/pagination/operations/${pointerPart(name)}`;
    return checked(document, operation, parsePaging(operations[name], from), from);
  }
  return declaredInDocument(document, operation) ?? conventional(document, operation, redocly);
}

type ReadExtension = (value: unknown, from: string, hasMember: (name: string) => boolean) => Paging | undefined;

const EXTENSIONS: readonly (readonly [name: string, read: ReadExtension])[] = [
  ["x-redoclyPagination", parsePaging],
  ["x-redocly-pagination", parsePaging],
  ["x-ms-pageable", pagingOfMicrosoft],
  ["x-speakeasy-pagination", pagingOfSpeakeasy],
];

function declaredInDocument(document: ApiDocument, operation: GetOperation): DeclaredPaging | undefined {
  for (const [extension, read] of EXTENSIONS) {
    const value = operation.members[extension];
    if (value === undefined) continue;
    const from = `${basename(document.file)}#${operation.pointer}/${extension}`;
    const hasMember = (member: string): boolean =>
      operation.page !== undefined && shapeAtPointer(document, operation.page, `/${pointerPart(member)}`) !== undefined;
    const paging = read(value, from, hasMember);
    return paging && checked(document, operation, paging, from);
  }
  return undefined;
}

function conventional(
  document: ApiDocument,
  operation: GetOperation,
  redocly: RedoclyRules | undefined,
): DeclaredPaging | undefined {
  if (!redocly || redocly.rules["style"] === undefined) return undefined;
  const { operations: _, exclude: __, ...convention } = redocly.rules;
  const from = `${basename(redocly.file)}#/client/pagination`;
  const paging = parsePaging(convention, from);
  try {
    return checked(document, operation, paging, from);
  } catch (error) {
    // A convention holds where it fits.
    if (error instanceof DeclarationError) return undefined;
    throw error;
  }
}

function checked(document: ApiDocument, operation: GetOperation, paging: Paging, from: string): DeclaredPaging {
  checkPaging(document, operation, paging, from);
  return { paging, from };
}

/** `x-ms-pageable`: the next page's URL stands in the body; without a `nextLinkName`, or with null or blank, there is one page only. */
function pagingOfMicrosoft(value: unknown, from: string, hasMember: (name: string) => boolean): Paging | undefined {
  if (!isObject(value)) throw new DeclarationError(`${from} must be an object.`);
  const { nextLinkName = null, itemName = "value" } = value;
  if (nextLinkName === null || nextLinkName === "") return undefined;
  if (typeof nextLinkName !== "string")
    throw new DeclarationError(`${from}/nextLinkName must be the name of a member of the page, or null.`);
  if (typeof itemName !== "string")
    throw new DeclarationError(`${from}/itemName must be the name of a member of the page.`);
  // A dot stands between members, or in the name of one: `odata.nextLink`.
  const pointerTo = (name: string): string => (hasMember(name) ? `/${pointerPart(name)}` : dotted(name));
  return { style: "body-link", nextLink: pointerTo(nextLinkName), items: pointerTo(itemName) };
}

function dotted(name: string): string {
  return name
    .split(".")
    .map((part) => `/${pointerPart(part)}`)
    .join("");
}
