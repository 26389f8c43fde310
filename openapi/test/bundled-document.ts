import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { packageFolder } from "../scripts/bundle-document.ts";

/** An object of the document, member by member. */
export type Node = Readonly<Record<string, unknown>>;

/** generated/openapi.json: the document as every reader outside gets it. */
export const bundledDocument: Node = asNode(
  JSON.parse(readFileSync(join(packageFolder, "generated/openapi.json"), "utf8")),
);

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
// ajv-formats is CommonJS: under nodenext its default export is the module object.
addFormats.default(ajv);
// The schemas stand inside the document, whose own members are no keywords of JSON Schema.
ajv.addVocabulary(Object.keys(bundledDocument));
ajv.addSchema({ ...bundledDocument }, "bundle");

/** Compiles the schema at a pointer such as `/components/schemas/LiveSession` of the bundle. */
export function validatorAt(pointer: string): ValidateFunction {
  return ajv.compile({ $ref: `bundle#${pointer}` });
}

/** The node at a JSON pointer of the bundle, following the `$ref`s on the way. Throws if there is none. */
export function nodeAt(pointer: string): Node {
  let node: unknown = bundledDocument;
  for (const step of pointer.split("/").slice(1)) {
    node = followed(asNode(node)[step.replaceAll("~1", "/").replaceAll("~0", "~")]);
  }
  return asNode(node);
}

/** The pointer at which a node stands once its `$ref`, if it is one, is followed. */
export function targetOf(pointer: string, node: unknown): string {
  const reference = typeof node === "object" && node !== null && "$ref" in node ? node.$ref : undefined;
  return typeof reference === "string" ? reference.slice(1) : pointer;
}

/** The value of a named example under components/examples. */
export function exampleValue(name: string): unknown {
  return nodeAt(`/components/examples/${name}`)["value"];
}

function followed(node: unknown): unknown {
  const target = targetOf("", node);
  return target === "" ? node : nodeAt(target);
}

function asNode(value: unknown): Node {
  if (typeof value !== "object" || value === null) throw new TypeError("The bundle has no object there.");
  return value as Node;
}
