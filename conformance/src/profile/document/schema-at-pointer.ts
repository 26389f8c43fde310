import { isObject, pointerParts } from "../json-pointer.ts";
import type { ApiDocument, Placed } from "./read-document.ts";

/** Schemas within schemas that are looked into: allOf, anyOf and oneOf may hold each other, and themselves. */
const MAX_DEPTH = 12;

/** What a value may be by its schema. */
export interface ValueShape {
  /** `null` left out; empty where the schema does not say. */
  readonly types: ReadonlySet<string>;
  readonly schemas: readonly Placed[];
}

/**
 * The shape of the value that a pointer leads to in any instance of a schema; undefined where the schema, which may
 * leave members open, does not name it.
 */
export function shapeAtPointer(document: ApiDocument, schema: Placed, pointer: string): ValueShape | undefined {
  let places: readonly Placed[] = alternatives(document, schema);
  for (const part of pointerParts(pointer)) {
    places = places
      .flatMap((place) => membersOf(document, place, part))
      .flatMap((place) => alternatives(document, place));
    if (places.length === 0) return undefined;
  }
  return { types: new Set(places.flatMap(({ value }) => typesOf(value))), schemas: places };
}

/** The members that a schema names, with theirs, by name. */
export function propertiesOf(document: ApiDocument, schema: Placed): Map<string, Placed> {
  const members = new Map<string, Placed>();
  for (const { value, file } of alternatives(document, schema)) {
    const properties = isObject(value) ? value["properties"] : undefined;
    if (!isObject(properties)) continue;
    for (const [name, member] of Object.entries(properties))
      if (!members.has(name)) members.set(name, { value: member, file });
  }
  return members;
}

/** True when a shape may be of a type; one that does not say may be anything. */
export function mayBe({ types }: ValueShape, ...wanted: readonly string[]): boolean {
  return types.size === 0 || wanted.some((type) => types.has(type));
}

/** A schema and all that it is put together from, references followed. */
function alternatives(document: ApiDocument, schema: Placed, depth = 0): Placed[] {
  const place = document.follow(schema);
  const { value, file } = place;
  if (!isObject(value) || depth > MAX_DEPTH) return [];
  const parts = ["allOf", "anyOf", "oneOf"].flatMap((keyword) => {
    const list = value[keyword];
    return Array.isArray(list) ? list : [];
  });
  return [place, ...parts.flatMap((part) => alternatives(document, { value: part, file }, depth + 1))];
}

function membersOf(document: ApiDocument, { value, file }: Placed, name: string): Placed[] {
  if (!isObject(value)) return [];
  const { properties, items } = value;
  const found: unknown[] = [];
  if (isObject(properties) && Object.hasOwn(properties, name)) found.push(properties[name]);
  if (items !== undefined && /^\d+$/.test(name)) found.push(items);
  return found.map((member) => document.follow({ value: member, file }));
}

function typesOf(value: unknown): string[] {
  if (!isObject(value)) return [];
  const { type } = value;
  const types =
    typeof type === "string" ? [type] : Array.isArray(type) ? type.filter((one) => typeof one === "string") : [];
  return types.filter((one) => one !== "null");
}
