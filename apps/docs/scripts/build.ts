// Builds the site into apps/docs/site.
import { copyFileSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { gzipSync } from "node:zlib";
import { referencePage } from "../src/reference-page.ts";
import { docsRoot, exportedFile, siteFolder } from "../src/site-paths.ts";

const documentJson = exportedFile("@live-sessions/openapi/openapi.json");

rmSync(siteFolder, { recursive: true, force: true });
mkdirSync(siteFolder, { recursive: true });
copyFileSync(documentJson, join(siteFolder, "openapi.json"));
copyFileSync(exportedFile("@live-sessions/openapi/openapi.yaml"), join(siteFolder, "openapi.yaml"));
copyFileSync(join(docsRoot, "assets/site.css"), join(siteFolder, "site.css"));
writeFileSync(
  join(siteFolder, "index.html"),
  referencePage(JSON.parse(readFileSync(documentJson, "utf8")) as Parameters<typeof referencePage>[0]),
);

const files = globSync("**", { cwd: siteFolder })
  .map((file) => join(siteFolder, file))
  .filter((file) => statSync(file).isFile());
const kilobytes = (bytes: number): string => `${Math.round(bytes / 1000)} kB`;
const total = files.reduce((sum, file) => sum + statSync(file).size, 0);
const packed = files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
process.stdout.write(
  `${files.length} files in ${relative(process.cwd(), siteFolder)}: ${kilobytes(total)}, ${kilobytes(packed)} gzipped\n`,
);
