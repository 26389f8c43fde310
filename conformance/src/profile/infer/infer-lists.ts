import { basename, dirname } from "node:path";
import { DeclarationError } from "../declaration-error.ts";
import { declaredAuthentication, declaredSize } from "../document/declared-facts.ts";
import { type DeclaredPaging, declaredPaging, type RedoclyRules } from "../document/declared-paging.ts";
import { type ExampleValue, exampleOf } from "../document/example-value.ts";
import { type GetOperation, getOperations, nameOf, operationNamed } from "../document/list-operation.ts";
import type { ApiDocument } from "../document/read-document.ts";
import type { Authentication, FactName, SizeFacts } from "../list-profile.ts";
import { type GuessedPaging, guessId, guessItems, guessPaging, guessSecrets, guessTotal } from "./guess-paging.ts";

/** What a document says of one list operation. */
export interface InferredList {
  /** Its id, or else its method and path. */
  readonly operation: string;
  readonly path: string;
  /** What is declared of its paging, and where. */
  readonly declared: DeclaredPaging | undefined;
  /** What names suggest, where nothing is declared. */
  readonly guessed: GuessedPaging | undefined;
  /** The member of an item that is likely to tell it apart: a guess. */
  readonly id: string | undefined;
  /** The member of the page that is likely to say how many items there are: a guess. */
  readonly total: string | undefined;
  /** Members of an item that are likely to be secret: a guess. */
  readonly secrets: readonly string[];
  readonly size: SizeFacts;
  readonly authentication: { readonly scheme: Authentication; readonly name: string } | "none" | undefined;
  /** Statuses of errors that are declared. */
  readonly errors: readonly string[];
  readonly hasPageSchema: boolean;
  readonly hasHead: boolean;
  /** Facts that the document declares. */
  readonly facts: readonly FactName[];
  /** Facts that the document leaves out. */
  readonly missing: readonly FactName[];
  /** Path and query parameters that a request must have, and what the document shows of their values. */
  readonly values: { readonly path: readonly RequiredValue[]; readonly query: readonly RequiredValue[] };
}

/** A parameter that a request must have. */
export interface RequiredValue {
  readonly name: string;
  /** Undefined where the document shows no value of it. */
  readonly example: ExampleValue | undefined;
  /** What the document says of it. */
  readonly description: string;
}

/** What a document says of its lists. */
export interface InferredDocument {
  readonly file: string;
  readonly folder: string;
  readonly operations: number;
  readonly lists: readonly InferredList[];
  /** Lists that show no paging at all. */
  readonly unpaged: number;
  /** Declarations that are wrong or do not fit, one sentence each. */
  readonly wrong: readonly string[];
}

/** Looks through a document. @throws DeclarationError for an operation that it does not have */
export function inferLists(
  document: ApiDocument,
  redocly: RedoclyRules | undefined,
  operation: string | undefined,
): InferredDocument {
  const all = operation === undefined ? getOperations(document) : [operationNamed(document, operation)];
  const wrong: string[] = [];
  const lists = all.flatMap((one) => {
    try {
      return inferList(document, redocly, one, operation !== undefined);
    } catch (error) {
      if (!(error instanceof DeclarationError)) throw error;
      wrong.push(error.message);
      return [];
    }
  });
  const isPaged = new Set(lists.map((list) => list.operation));
  const unpaged = all.filter((one) => !isPaged.has(nameOf(one)) && isList(document, one)).length;
  return {
    file: basename(document.file),
    folder: dirname(document.file),
    operations: all.length,
    lists,
    unpaged,
    wrong,
  };
}

// A reference that leads nowhere was named already, as far as it is one of a list.
function isList(document: ApiDocument, operation: GetOperation): boolean {
  try {
    return guessItems(document, operation) !== undefined;
  } catch (error) {
    if (error instanceof DeclarationError) return false;
    throw error;
  }
}

function inferList(
  document: ApiDocument,
  redocly: RedoclyRules | undefined,
  operation: GetOperation,
  isNamed: boolean,
): InferredList[] {
  const declared = declaredPaging(document, operation, redocly);
  const guessed = declared ? undefined : guessPaging(document, operation);
  const paging = declared?.paging ?? guessed?.paging;
  if (!paging && !isNamed) return [];
  const size = declaredSize(document, operation, paging?.limitParam);
  const authentication = declaredAuthentication(document, operation);
  const errors = operation.statuses.filter((status) => !/^[23]/.test(status));
  const known = { declared, size, authentication, errors, hasPageSchema: operation.page !== undefined };
  const facts = factsOf({ ...known, hasHead: operation.hasHead });
  return [
    {
      ...known,
      operation: nameOf(operation),
      path: operation.path,
      guessed,
      id: paging && guessId(document, operation, paging.items),
      total: guessTotal(document, operation),
      secrets: paging ? guessSecrets(document, operation, paging.items) : [],
      hasHead: operation.hasHead,
      facts: facts.filter(([, isThere]) => isThere).map(([name]) => name),
      missing: facts
        .filter(([name, isThere]) => !isThere && name !== "head" && name !== "hasMore")
        .map(([name]) => name),
      values: { path: requiredIn(document, operation, "path"), query: requiredIn(document, operation, "query") },
    },
  ];
}

type Known = Pick<InferredList, "declared" | "size" | "authentication" | "hasPageSchema" | "hasHead">;

/** Every fact that can be judged, and whether the document declares it. */
function factsOf({
  declared,
  size,
  authentication,
  hasPageSchema,
  hasHead,
}: Known): (readonly [name: FactName, isThere: boolean])[] {
  return [
    ["paging", declared !== undefined],
    ["limitParam", declared?.paging.limitParam !== undefined],
    ["hasMore", declared?.paging.hasMore !== undefined],
    // No format of a declaration has these.
    ["id", false],
    ["order", false],
    ["size.minimum", size.minimum !== undefined],
    ["size.maximum", size.maximum !== undefined],
    ["size.default", size.default !== undefined],
    ["size.zero", false],
    ["size.over", false],
    ["total", false],
    ["authentication", authentication !== undefined],
    ["errors.size", false],
    ["errors.token", false],
    ["pageSchema", hasPageSchema],
    ["head", hasHead],
  ];
}

function requiredIn(document: ApiDocument, operation: GetOperation, place: string): RequiredValue[] {
  return operation.parameters
    .filter((one) => one.in === place && (one.isRequired || place === "path"))
    .map((one) => ({ name: one.name, example: exampleOf(document, one.place), description: one.description }));
}
