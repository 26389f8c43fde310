import { stringify } from "yaml";
import { bundleDocument } from "./bundle-document.ts";
import { readClauses, withFamily } from "./clauses.ts";

/** The command that writes the generated files, as every header and message names it. */
export const generateCommand = "npx -y pnpm@12.21.0 --filter @live-sessions/openapi run generate";

/**
 * The text of every file in generated/, by name. The same sources give the same bytes.
 * JSON has no comments, so there the header is a member `x-generated`; in YAML it is a comment. Strings that YAML 1.1 takes for
 * something else, timestamps above all, are quoted: many parsers still read 1.1.
 */
export async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  const document = await bundleDocument();
  const list = await readClauses();
  return new Map([
    [
      "openapi.yaml",
      `# Generated from openapi.yaml by \`${generateCommand}\`.\n${stringify(document, { lineWidth: 0, compat: "yaml-1.1" })}`,
    ],
    ["openapi.json", toJson("openapi.yaml", document)],
    ["clauses.json", toJson("clauses.yaml", { ...list, clauses: list.clauses.map(withFamily) })],
  ]);
}

function toJson(source: string, content: object): string {
  return `${JSON.stringify({ "x-generated": { source, command: generateCommand }, ...content }, undefined, 2)}\n`;
}
