import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";

/**
 * Writes the document's paths, operations and schemas as TypeScript declarations.
 *
 * @param document the parsed bundle; openapi-typescript validates it and rejects when it is not OpenAPI 3.
 * @returns the text of a declaration file, without a header.
 */
export async function openapiTypes(document: OpenAPI3): Promise<string> {
  return astToString(await openapiTS(withHeadersInPlace(document), { silent: true }));
}

/**
 * Writes each response's headers in place of their `$ref`: openapi-typescript takes every referenced header for
 * required.
 */
function withHeadersInPlace(document: OpenAPI3): OpenAPI3 {
  const prefix = "#/components/headers/";
  return JSON.parse(JSON.stringify(document), (_, value: unknown) => {
    const reference = isReference(value) ? value.$ref : "";
    return reference.startsWith(prefix) ? document.components?.headers?.[reference.slice(prefix.length)] : value;
  });
}

function isReference(value: unknown): value is { $ref: string } {
  return typeof value === "object" && value !== null && "$ref" in value && typeof value.$ref === "string";
}
