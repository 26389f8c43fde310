import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Absolute path of this package. */
export const docsRoot: string = dirname(dirname(fileURLToPath(import.meta.url)));

/** Absolute path of the repository's root. */
export const repositoryRoot: string = dirname(dirname(docsRoot));

/** Where the built site lies; what is served and published. */
export const siteFolder: string = join(docsRoot, "site");

/** The file that an export of a package that this one depends on names, as an absolute path. */
export function exportedFile(specifier: string): string {
  return createRequire(import.meta.url).resolve(specifier);
}
