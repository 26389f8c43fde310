import type { OpenAPI3 } from "openapi-typescript";
import { openapiTypes } from "./openapi-types.ts";
import { pageSizeSource } from "./page-size-source.ts";
import { validatorsSource } from "./validators-source.ts";

/** The command that writes the generated folder; its files and every message about them name it. */
export const generateCommand = "pnpm --filter @live-sessions/contract run generate";

const header = `// Generated from @live-sessions/openapi/openapi.json by \`${generateCommand}\`. Not edited by hand.\n\n`;

/**
 * All files of `generated/`, from the document alone: the same document gives the same bytes.
 *
 * @param document the parsed bundle of the OpenAPI document.
 * @returns file name to text.
 */
export async function generatedFiles(document: OpenAPI3): Promise<ReadonlyMap<string, string>> {
  return new Map([
    ["openapi.ts", header + (await openapiTypes(document))],
    ["page-size.ts", header + pageSizeSource(document)],
    ["validators.ts", header + (await validatorsSource(document.components?.schemas ?? {}))],
  ]);
}
