import { isObject, pointerPart } from "../json-pointer.ts";
import type { ApiDocument, Placed } from "./read-document.ts";

/** A schema that is longer is left out: a report holds it. */
const MAX_CHARACTERS = 262_144;

/**
 * A schema as JSON Schema 2020-12, complete in itself: what it refers to stands in its `$defs`.
 *
 * @returns undefined for one that would be too long for a report
 */
export function bundleSchema(document: ApiDocument, schema: Placed): Record<string, unknown> | undefined {
  const isOld = String(document.root["openapi"]).startsWith("3.0");
  const names = new Map<unknown, string>();
  const definitions: Record<string, unknown> = {};
  let characters = 0;

  const refer = (place: Placed): unknown => {
    const target = document.follow(place);
    let name = names.get(target.value);
    if (name === undefined) {
      name = `schema${names.size + 1}`;
      names.set(target.value, name);
      definitions[name] = copy(target);
    }
    return { $ref: `#/$defs/${pointerPart(name)}` };
  };
  const copy = ({ value, file }: Placed): unknown => {
    characters += typeof value === "string" ? value.length : 8;
    if (characters > MAX_CHARACTERS) return true;
    if (Array.isArray(value)) return value.map((one) => copy({ value: one, file }));
    if (!isObject(value)) return value;
    if (typeof value["$ref"] === "string") return refer({ value, file });
    const members = Object.entries(value)
      .filter(([name]) => !ANNOTATIONS.has(name))
      .map(([name, member]) => [name, copyMember(name, { value: member, file })] as const);
    return isOld ? modernised(Object.fromEntries(members)) : Object.fromEntries(members);
  };

  // In these, names are members of instances and not words of a schema.
  const copyMember = (name: string, { value, file }: Placed): unknown => {
    if (LITERALS.has(name)) return value;
    if (!NAMED_SCHEMAS.has(name) || !isObject(value)) return copy({ value, file });
    return Object.fromEntries(Object.entries(value).map(([member, one]) => [member, copy({ value: one, file })]));
  };

  const root = copy(document.follow(schema));
  if (characters > MAX_CHARACTERS || !isObject(root)) return undefined;
  return { ...root, ...(names.size === 0 ? {} : { $defs: definitions }) };
}

/** Members that no instance is judged by. */
const ANNOTATIONS: ReadonlySet<string> = new Set([
  "description",
  "title",
  "example",
  "examples",
  "externalDocs",
  "xml",
  "discriminator",
  "deprecated",
  "default",
  "$id",
  "$schema",
]);

/** Members whose value is one, and no schema. */
const LITERALS: ReadonlySet<string> = new Set(["enum", "const", "required"]);

const NAMED_SCHEMAS: ReadonlySet<string> = new Set(["properties", "patternProperties", "dependentSchemas", "$defs"]);

/** OpenAPI 3.0 says `nullable`, and whether a bound is exclusive, in words of its own. */
function modernised(schema: Record<string, unknown>): Record<string, unknown> {
  const { nullable, exclusiveMinimum, exclusiveMaximum, ...rest } = schema;
  const bounds = {
    ...(exclusiveMinimum === true ? { exclusiveMinimum: rest["minimum"] } : {}),
    ...(exclusiveMaximum === true ? { exclusiveMaximum: rest["maximum"] } : {}),
  };
  const modern = { ...rest, ...bounds };
  return nullable === true ? { anyOf: [{ type: "null" }, modern] } : modern;
}
