// Builds the site into apps/docs/site.
import { copyFileSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { gzipSync } from "node:zlib";
import { changelogPage } from "../src/changelog-page.ts";
import { listRules, readClauses, readCoverage } from "../src/contract.ts";
import { decisionsPage } from "../src/decisions-page.ts";
import { guidePage, guides, guidesPage } from "../src/guides.ts";
import { type OpenApiDocument, referencePage } from "../src/reference-page.ts";
import { requirementsPage } from "../src/requirements-page.ts";
import { docsRoot, exportedFile, siteFolder } from "../src/site-paths.ts";

const documentJson = exportedFile("@live-sessions/openapi/openapi.json");
const document = JSON.parse(readFileSync(documentJson, "utf8")) as OpenApiDocument;

const pages: Record<string, string> = {
  "index.html": referencePage(document),
  "requirements.html": requirementsPage(readClauses(), { rules: listRules(), coverage: readCoverage() }),
  "guides.html": guidesPage(),
  "decisions.html": decisionsPage(),
  "changelog.html": changelogPage(),
  ...Object.fromEntries(guides.map((guide) => [`${guide.name}.html`, guidePage(guide)])),
};

rmSync(siteFolder, { recursive: true, force: true });
mkdirSync(siteFolder, { recursive: true });
copyFileSync(documentJson, join(siteFolder, "openapi.json"));
copyFileSync(exportedFile("@live-sessions/openapi/openapi.yaml"), join(siteFolder, "openapi.yaml"));
copyFileSync(join(docsRoot, "assets/site.css"), join(siteFolder, "site.css"));
for (const [name, html] of Object.entries(pages)) writeFileSync(join(siteFolder, name), html);

const files = globSync("*", { cwd: siteFolder }).map((file) => join(siteFolder, file));
const kilobytes = (bytes: number): string => `${Math.round(bytes / 1000)} kB`;
const total = files.reduce((sum, file) => sum + statSync(file).size, 0);
const packed = files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
process.stdout.write(
  `${files.length} files in ${relative(process.cwd(), siteFolder)}: ${kilobytes(total)}, ${kilobytes(packed)} gzipped\n`,
);
