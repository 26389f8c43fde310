import { DeclarationError } from "../declaration-error.ts";
import { shown } from "../document/parse-paging.ts";
import { isJsonPointer, isObject } from "../json-pointer.ts";
import type { SizeFacts, SortKey } from "../list-profile.ts";

/** What a configuration says of a list, read and checked in itself; not yet against a document. */
export interface ListDeclaration {
  /** Path of the document, as written. */
  readonly document: string | undefined;
  readonly operation: string | undefined;
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** As written: it may name only what the document leaves out. */
  readonly pagination: Readonly<Record<string, unknown>> | undefined;
  readonly facts: DeclaredFacts;
}

/** The member `list` of a configuration. */
export interface DeclaredFacts {
  readonly id?: string;
  readonly order?: readonly SortKey[];
  readonly size?: SizeFacts;
  readonly total?: string;
  readonly secrets?: readonly string[];
  readonly errors?: { readonly size?: number; readonly token?: number };
  readonly noun?: string;
}

/**
 * Reads the members of a configuration that are about a list.
 *
 * @param file the configuration's name, for messages
 * @throws DeclarationError with the pointer of what is wrong and what would be right
 */
export function parseListDeclaration(config: Readonly<Record<string, unknown>>, file: string): ListDeclaration {
  const place = (pointer: string): string => `${file} ${pointer}`;
  const { pagination } = config;
  if (pagination !== undefined && !isObject(pagination))
    throw new DeclarationError(`${place("/pagination")} must be an object, got ${shown(pagination)}.`);
  return {
    document: optionalText(config["document"], place("/document"), "the path of an OpenAPI document"),
    operation: optionalText(config["operation"], place("/operation"), 'an operationId, or "GET /path"'),
    path: valuesOf(config["path"], place("/path")),
    query: valuesOf(config["query"], place("/query")),
    pagination,
    facts: parseFacts(config["list"] ?? {}, place("/list")),
  };
}

type ReadFact = (value: unknown, from: string) => unknown;

const FACTS: Readonly<Record<keyof DeclaredFacts, ReadFact>> = {
  id: pointer,
  order: (value, from) => listOf(value, from, sortKey, 'a list of sort keys such as ["-/created"]'),
  size: (value, from) => members<SizeFacts>(value, from, SIZE),
  total: pointer,
  secrets: (value, from) => listOf(value, from, pointer, 'a list of pointers such as ["/token"]'),
  errors: (value, from) => members(value, from, { size: errorStatus, token: errorStatus }),
  noun: (value, from) => text(value, from, 'what an item is called, such as "invoice"'),
};

const SIZE: Readonly<Record<keyof SizeFacts, ReadFact>> = {
  minimum: wholeNumber,
  maximum: wholeNumber,
  default: wholeNumber,
  zero: (value, from) => choice(value, from, ["reject", "default", "empty"]),
  over: (value, from) => choice(value, from, ["reject", "clamp"]),
};

function parseFacts(value: unknown, from: string): DeclaredFacts {
  const facts = members<DeclaredFacts>(value, from, FACTS);
  const { minimum, maximum } = facts.size ?? {};
  if (minimum !== undefined && maximum !== undefined && minimum > maximum)
    throw new DeclarationError(`${from}/size/minimum is ${minimum}, which is above the maximum of ${maximum}.`);
  return facts;
}

function members<T extends object>(
  value: unknown,
  from: string,
  readers: Readonly<Record<keyof T & string, ReadFact>>,
): T {
  if (!isObject(value)) throw new DeclarationError(`${from} must be an object, got ${shown(value)}.`);
  const read: Record<string, unknown> = {};
  const known = new Map<string, ReadFact>(Object.entries(readers));
  for (const [name, member] of Object.entries(value)) {
    const reader = known.get(name);
    if (!reader)
      throw new DeclarationError(
        `${from}/${name} is not a member of it; it must be one of ${[...known.keys()].join(", ")}.`,
      );
    read[name] = reader(member, `${from}/${name}`);
  }
  // Each member was read by the reader of its name.
  return read as T;
}

function listOf(value: unknown, from: string, read: ReadFact, right: string): unknown[] {
  if (!Array.isArray(value) || value.length === 0)
    throw new DeclarationError(`${from} must be ${right}, got ${shown(value)}.`);
  return value.map((entry, index) => read(entry, `${from}/${index}`));
}

function pointer(value: unknown, from: string): string {
  if (typeof value === "string" && isJsonPointer(value)) return value;
  throw new DeclarationError(`${from} must be a JSON pointer such as "/id", got ${shown(value)}.`);
}

function sortKey(value: unknown, from: string): SortKey {
  const [, sign = "", rest = ""] = typeof value === "string" ? (/^(-?)(.*)$/s.exec(value) ?? []) : [];
  if (typeof value === "string" && isJsonPointer(rest)) return { pointer: rest, isDescending: sign === "-" };
  throw new DeclarationError(
    `${from} must be a sort key such as "-/created" (descending) or "/name", got ${shown(value)}.`,
  );
}

function wholeNumber(value: unknown, from: string): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  throw new DeclarationError(`${from} must be a whole number from 0, got ${shown(value)}.`);
}

function errorStatus(value: unknown, from: string): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= 400 && value <= 499) return value;
  throw new DeclarationError(`${from} must be a status from 400 to 499, got ${shown(value)}.`);
}

function choice(value: unknown, from: string, choices: readonly string[]): string {
  if (typeof value === "string" && choices.includes(value)) return value;
  const right = choices.map((one) => JSON.stringify(one)).join(" or ");
  throw new DeclarationError(`${from} must be ${right}, got ${shown(value)}.`);
}

function text(value: unknown, from: string, right: string): string {
  if (typeof value === "string" && value.trim() !== "") return value;
  throw new DeclarationError(`${from} must be ${right}, got ${shown(value)}.`);
}

function optionalText(value: unknown, from: string, right: string): string | undefined {
  return value === undefined ? undefined : text(value, from, right);
}

function valuesOf(value: unknown, from: string): Record<string, string> {
  if (value === undefined) return {};
  if (!isObject(value))
    throw new DeclarationError(`${from} must be an object of parameters and their values, got ${shown(value)}.`);
  const entries = Object.entries(value).map(([name, one]) => {
    if (typeof one === "string" || typeof one === "number" || typeof one === "boolean")
      return [name, String(one)] as const;
    throw new DeclarationError(`${from}/${name} must be a text, a number, true or false, got ${shown(one)}.`);
  });
  return Object.fromEntries(entries);
}
