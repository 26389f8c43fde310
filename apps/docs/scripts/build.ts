// Builds the site into apps/docs/site.
import { copyFileSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { gzipSync } from "node:zlib";
import { browserScript } from "../src/browser-script.ts";
import { changelogPage } from "../src/changelog-page.ts";
import { commandLinePage } from "../src/command-line-page.ts";
import { listRules, readClauses, readCoverage } from "../src/contract.ts";
import { decisionsPage } from "../src/decisions-page.ts";
import { guidePage, guides, guidesPage } from "../src/guides.ts";
import { homePage } from "../src/home-page.ts";
import { notFoundPage } from "../src/not-found-page.ts";
import { referenceEntries } from "../src/reference-entries.ts";
import { type OpenApiDocument, referencePage } from "../src/reference-page.ts";
import { requirementsPage } from "../src/requirements-page.ts";
import { searchEntriesOf } from "../src/search-entries.ts";
import { searchIndexScript } from "../src/search-index.ts";
import { docsRoot, exportedFile, repositoryRoot, siteFolder } from "../src/site-paths.ts";

/** The files of assets/styles as one, in the order of their names. */
function styleSheet(): string {
  const files = globSync("assets/styles/*.css", { cwd: docsRoot }).sort();
  return files.map((file) => readFileSync(join(docsRoot, file), "utf8")).join("\n");
}

const documentJson = exportedFile("@live-sessions/openapi/openapi.json");
const document = JSON.parse(readFileSync(documentJson, "utf8")) as OpenApiDocument;

/** Pages of our own; the search finds what they say. */
const ownPages: Record<string, string> = {
  "index.html": homePage(),
  ...Object.fromEntries(guides.map((guide) => [`${guide.name}.html`, guidePage(guide)])),
  "requirements.html": requirementsPage(readClauses(), { rules: listRules(), coverage: readCoverage() }),
  "command-line.html": commandLinePage(),
  "decisions.html": decisionsPage(),
  "changelog.html": changelogPage(),
};
const entries = Object.entries(ownPages).flatMap(([name, html]) => searchEntriesOf(name, html));
const texts: Record<string, string> = {
  ...ownPages,
  "guides.html": guidesPage(),
  "reference.html": referencePage(document),
  "404.html": notFoundPage(),
  "site.css": styleSheet(),
  "site.js": browserScript(),
  "search-index.js": searchIndexScript([...entries, ...referenceEntries(document)]),
};

rmSync(siteFolder, { recursive: true, force: true });
mkdirSync(siteFolder, { recursive: true });
copyFileSync(documentJson, join(siteFolder, "openapi.json"));
copyFileSync(exportedFile("@live-sessions/openapi/openapi.yaml"), join(siteFolder, "openapi.yaml"));
copyFileSync(
  join(repositoryRoot, "conformance/docs-images/report-lost-in-a-tie.png"),
  join(siteFolder, "lost-in-a-tie.png"),
);
for (const [name, text] of Object.entries(texts)) writeFileSync(join(siteFolder, name), text);

const files = globSync("*", { cwd: siteFolder }).map((file) => join(siteFolder, file));
const kilobytes = (bytes: number): string => `${Math.round(bytes / 1000)} kB`;
const total = files.reduce((sum, file) => sum + statSync(file).size, 0);
const packed = files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
process.stdout.write(
  `${files.length} files in ${relative(process.cwd(), siteFolder)}: ${kilobytes(total)}, ${kilobytes(packed)} gzipped\n`,
);
