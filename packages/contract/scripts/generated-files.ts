import type { OpenAPI3 } from "openapi-typescript";
import { openapiTypes } from "./openapi-types.ts";
import { validatedSchemas, validatorsSource } from "./validators-source.ts";

/** The command that writes the generated folder; its files and every message about them name it. */
export const generateCommand = "pnpm --filter @live-sessions/contract run generate";

const header = `// Generated from @live-sessions/openapi/openapi.json by \`${generateCommand}\`. Not edited by hand.\n\n`;

const declarations: string = [
  "/** A compiled validator: `true` when the value fits, else `false` with the failures in `errors`. */",
  "export interface CompiledValidator {",
  "  (value: unknown): boolean;",
  "  errors?: readonly { readonly instancePath: string; readonly message: string }[] | null;",
  "}",
  ...validatedSchemas.map((name) => `export declare const validate${name}: CompiledValidator;`),
  "",
].join("\n");

/**
 * All files of `generated/`, from the document alone: the same document gives the same bytes.
 *
 * @param document the parsed bundle of the OpenAPI document.
 * @returns file name to text.
 */
export async function generatedFiles(document: OpenAPI3): Promise<ReadonlyMap<string, string>> {
  return new Map([
    ["openapi.d.ts", header + (await openapiTypes(document))],
    ["validators.js", header + (await validatorsSource(document.components?.schemas ?? {}))],
    ["validators.d.ts", header + declarations],
  ]);
}
