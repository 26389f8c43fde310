// Writes src/contract/generated/page-size.ts: the numbers of the document's parameter `page_size`.
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { contractDocument } from "../src/contract/contract-document.ts";

interface PageSize {
  readonly minimum: number;
  readonly default: number;
  readonly maximum: number;
}

const { components } = contractDocument() as {
  readonly components: { readonly parameters: { readonly PageSize: { readonly schema: PageSize } } };
};
const { minimum, default: usual, maximum } = components.parameters.PageSize.schema;
const folder = fileURLToPath(new URL("../src/contract/generated", import.meta.url));

const text = `// Generated from the contract's document by \`npx -y pnpm@12.21.0 generate\`. Do not edit.

/** The smallest \`page_size\`. */
export const MIN_PAGE_SIZE: number = ${minimum};

/** The number of sessions on a page without \`page_size\`. */
export const DEFAULT_PAGE_SIZE: number = ${usual};

/** The largest \`page_size\`. */
export const MAX_PAGE_SIZE: number = ${maximum};
`;
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}/page-size.ts`, text);
