import { join } from "node:path";
import { buildSync } from "esbuild";
import { docsRoot } from "./site-paths.ts";

/** The script of every page as one classic script: a module cannot be loaded by a page that is opened from a file. */
export function browserScript(): string {
  const { outputFiles } = buildSync({
    entryPoints: [join(docsRoot, "src/browser/site.ts")],
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}
