import { basename } from "node:path";
import { DeclarationError } from "../declaration-error.ts";
import { bundleSchema } from "../document/bundle-schema.ts";
import { checkPaging } from "../document/check-paging.ts";
import { declaredAuthentication, declaredSize } from "../document/declared-facts.ts";
import { declaredPaging, redoclyRules } from "../document/declared-paging.ts";
import { type GetOperation, nameOf, operationNamed } from "../document/list-operation.ts";
import { parsePaging } from "../document/parse-paging.ts";
import type { ApiDocument } from "../document/read-document.ts";
import type { FactName, ListProfile, Paging } from "../list-profile.ts";
import { checkFacts } from "./check-facts.ts";
import type { DeclaredFacts, ListDeclaration } from "./list-declaration.ts";
import { nounsOf } from "./nouns.ts";

type Sources = Partial<Record<FactName, string>>;

/**
 * The profile of a list: what the document declares, and what the configuration adds.
 *
 * @param file the configuration's name, for messages
 * @throws DeclarationError with the pointer of what does not fit
 */
export function declareProfile(document: ApiDocument, declaration: ListDeclaration, file: string): ListProfile {
  if (declaration.operation === undefined)
    throw new DeclarationError(`${file} /operation is missing: an operationId, or "GET /path". infer lists them.`);
  const operation = operationNamed(document, declaration.operation);
  const { paging, from } = pagingOf(document, operation, declaration, file);
  checkValues(operation, paging, declaration, file);
  checkFacts(document, operation, paging, declaration.facts, file);
  const declared = factsOfDocument(document, operation, paging, from);
  return withFacts(declared, declaration, file);
}

function pagingOf(
  document: ApiDocument,
  operation: GetOperation,
  { pagination }: ListDeclaration,
  file: string,
): { readonly paging: Paging; readonly from: string } {
  // A pagination with a style of its own stands for itself, whatever the document says.
  const declared =
    pagination?.["style"] === undefined ? declaredPaging(document, operation, redoclyRules(document)) : undefined;
  const from = `${file} /pagination`;
  if (pagination !== undefined) {
    const paging = parsePaging({ ...declared?.paging, ...pagination }, from);
    checkPaging(document, operation, paging, from);
    return { paging, from };
  }
  if (declared) return declared;
  throw new DeclarationError(
    `${from} is missing, and the document declares no paging of ${nameOf(operation)}: "pagination": {"style": …, "items": …}. infer --operation suggests one.`,
  );
}

function checkValues(operation: GetOperation, paging: Paging, { path, query }: ListDeclaration, file: string): void {
  const wanted = [...operation.path.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => name);
  const missing = wanted.find((name) => path[name] === undefined);
  if (missing !== undefined)
    throw new DeclarationError(`${file} /path/${missing} is missing: a value for {${missing}} of ${operation.path}.`);
  const extra = Object.keys(path).find((name) => !wanted.includes(name));
  if (extra !== undefined)
    throw new DeclarationError(
      `${file} /path/${extra} is not a parameter of ${operation.path}; it has ${wanted.length === 0 ? "none" : wanted.join(", ")}.`,
    );
  const parameters = operation.parameters.filter((one) => one.in === "query");
  const names = parameters.map(({ name }) => name);
  const unknown = Object.keys(query).find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new DeclarationError(
      `${file} /query/${unknown} is not a query parameter of ${nameOf(operation)}; it has ${names.length === 0 ? "none" : names.join(", ")}.`,
    );
  const needed = parameters.find(
    (one) => one.isRequired && query[one.name] === undefined && !isPaging(paging, one.name),
  );
  if (needed)
    throw new DeclarationError(
      `${file} /query/${needed.name} is missing: ${nameOf(operation)} requires that parameter.`,
    );
}

function isPaging({ limitParam, cursorParam, offsetParam }: Paging, name: string): boolean {
  return [limitParam, cursorParam, offsetParam].includes(name);
}

function factsOfDocument(document: ApiDocument, operation: GetOperation, paging: Paging, from: string): ListProfile {
  const place = `${basename(document.file)}#${operation.pointer}`;
  const size = declaredSize(document, operation, paging.limitParam);
  const authentication = declaredAuthentication(document, operation);
  const pageSchema = operation.page && bundleSchema(document, operation.page);
  const sources: Sources = {
    paging: from,
    ...(paging.limitParam === undefined ? {} : { limitParam: from }),
    ...(paging.hasMore === undefined ? {} : { hasMore: from }),
    ...Object.fromEntries(
      Object.keys(size).map((name) => [`size.${name}`, `${place}/parameters (${paging.limitParam})`]),
    ),
    ...(authentication === undefined
      ? {}
      : { authentication: `${basename(document.file)}#/components/securitySchemes` }),
    ...(pageSchema === undefined ? {} : { pageSchema: `${place}/responses` }),
    ...(operation.hasHead ? { head: `${place.replace(/get$/, "head")}` } : {}),
  };
  return {
    name: nameOf(operation),
    path: operation.path,
    pathValues: {},
    query: {},
    paging,
    size,
    secrets: [],
    ...(authentication === undefined || authentication === "none" ? {} : { authentication: authentication.scheme }),
    errors: { declared: operation.statuses.filter((status) => !/^[23]/.test(status)) },
    ...acceptedType(operation),
    ...(pageSchema === undefined ? {} : { pageSchema }),
    hasHead: operation.hasHead,
    nouns: nounsOf(undefined),
    sources,
  };
}

/** What is asked for, where the document declares no plain JSON: `application/vnd.api+json`, say. */
function acceptedType({ mediaType }: GetOperation): Pick<ListProfile, "mediaType"> {
  return mediaType === undefined || /^application\/json\b/i.test(mediaType) ? {} : { mediaType };
}

/**
 * What a configuration says wins over what was known before.
 *
 * @param file the configuration's name, for the sources of facts
 */
export function withFacts(profile: ListProfile, { facts, path, query }: ListDeclaration, file: string): ListProfile {
  const { noun, size, errors, secrets, ...others } = facts;
  return {
    ...profile,
    ...others,
    pathValues: { ...profile.pathValues, ...path },
    query: { ...profile.query, ...query },
    size: { ...profile.size, ...size },
    errors: { ...profile.errors, ...errors },
    secrets: secrets ?? profile.secrets,
    nouns: noun === undefined ? profile.nouns : nounsOf(noun),
    sources: { ...profile.sources, ...sourcesOf(facts, file) },
  };
}

function sourcesOf(facts: DeclaredFacts, file: string): Sources {
  const names = Object.entries(facts).flatMap(([name, value]) =>
    name === "size" || name === "errors"
      ? Object.keys(value).map((member) => [`${name}.${member}`, `${name}/${member}`])
      : [[name, name]],
  );
  return Object.fromEntries(names.map(([name, member]) => [name, `${file} /list/${member}`]));
}
