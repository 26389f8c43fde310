import { isObject } from "../json-pointer.ts";
import type { ApiDocument, Placed } from "./read-document.ts";
import { shapeAtPointer } from "./schema-at-pointer.ts";

/** A value that a document names for a parameter, and by which word. */
export interface ExampleValue {
  readonly value: string;
  readonly from: "example" | "default" | "enum";
}

/** The value that a parameter's declaration shows: an example before a default before the first of an enumeration. */
export function exampleOf(document: ApiDocument, parameter: Placed): ExampleValue | undefined {
  const declared = document.follow(parameter).value;
  const schema = document.member(parameter, "schema");
  const schemas = schema ? (shapeAtPointer(document, schema, "")?.schemas ?? []).map(({ value }) => value) : [];
  const named = document.member(parameter, "examples");
  const [name] = isObject(named?.value) ? Object.keys(named.value) : [];
  const shown = named && name !== undefined ? document.member(named, name)?.value : undefined;
  const examples = [memberOf(declared, "example"), memberOf(shown, "value")];
  const ofSchemas = schemas.flatMap((one) => [memberOf(one, "example"), firstOf(memberOf(one, "examples"))]);
  return (
    firstText([...examples, ...ofSchemas], "example") ??
    firstText(
      schemas.map((one) => memberOf(one, "default")),
      "default",
    ) ??
    firstText(
      schemas.map((one) => firstOf(memberOf(one, "enum"))),
      "enum",
    )
  );
}

function firstText(values: readonly unknown[], from: ExampleValue["from"]): ExampleValue | undefined {
  for (const value of values) {
    if (typeof value === "string" && value !== "") return { value, from };
    if (typeof value === "number" || typeof value === "boolean") return { value: String(value), from };
  }
  return undefined;
}

function memberOf(value: unknown, name: string): unknown {
  return isObject(value) ? value[name] : undefined;
}

function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : undefined;
}
