import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { guides, guideText } from "../src/guides.ts";
import { homeText } from "../src/home-page.ts";
import { docsRoot } from "../src/site-paths.ts";

const root = dirname(dirname(docsRoot));

/** A fenced block of a text for readers. */
export interface CodeBlock {
  /** `guides/<name>.md`, or a README's path from the root of the repository. */
  readonly file: string;
  readonly language: string;
  readonly code: string;
}

/** Texts that are published: the home page, the guides with the files that they show, and every README. */
export const publishedTexts: ReadonlyMap<string, string> = new Map([
  ["pages/home.md", homeText()] as const,
  ...guides.map((guide) => [`guides/${guide.name}.md`, guideText(guide)] as const),
  ...globSync(["*.md", "openapi/README.md", "conformance/README.md", "packages/*/README.md", "apps/*/README.md"], {
    cwd: root,
  })
    .sort()
    .map((file) => [file, readFileSync(join(root, file), "utf8")] as const),
]);

/** Every fenced block of the published texts, in order. */
export const codeBlocks: readonly CodeBlock[] = [...publishedTexts].flatMap(([file, text]) =>
  [...text.matchAll(/^```(\w*)[^\n]*\n([\s\S]*?)^```$/gm)].map(([, language = "", code = ""]) => {
    return { file, language, code };
  }),
);

/** The blocks of one text in one language. */
export function blocksOf(file: string, language: string): readonly string[] {
  return codeBlocks.filter((block) => block.file === file && block.language === language).map(({ code }) => code);
}
