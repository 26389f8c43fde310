import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { head, header } from "./layout.ts";
import { docsRoot } from "./site-paths.ts";

interface DocumentedOperation {
  tags?: unknown;
  summary?: string;
  description?: string;
  "x-codeSamples"?: { lang: string; label: string; source: string }[];
}

/** What is read of the document here. */
export interface OpenApiDocument {
  tags?: unknown;
  paths: Record<string, Record<string, DocumentedOperation>>;
  components: {
    parameters: Record<string, { name: string; description?: string }>;
    schemas: Record<string, { properties?: Record<string, { description?: string }> }>;
  };
}

/** A small mark in place of the one that Redoc would fetch from its maker's host. */
const mark = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="38" height="14"><text y="11" font-family="sans-serif" font-size="11" fill="#777">Redoc</text></svg>',
)}`;
const remoteMark = /https:\/\/cdn\.redoc\.ly\/redoc\/logo-mini(-full)?\.svg/g;

/**
 * The API reference as one HTML page that needs no other file but the site's own style sheet.
 *
 * @param document the bundled OpenAPI document, parsed.
 * @throws when Redocly fails, or when its page is not what the changes made here expect.
 */
export function referencePage(document: OpenApiDocument): string {
  const folder = mkdtempSync(join(tmpdir(), "live-sessions-reference-"));
  try {
    const [api, template, output] = ["openapi.json", "page.hbs", "index.html"].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    writeFileSync(api, JSON.stringify(withoutTags(document), plainSummary));
    writeFileSync(join(folder, "redocly.yaml"), JSON.stringify({ openapi: redocOptions(document) }));
    writeFileSync(template, pageTemplate());
    buildDocs(["build-docs", api, "--output", output, "--template", template, "--inlineBundle"], folder);
    return withoutRemoteMark(readFileSync(output, "utf8"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Redoc shows samples of the languages alone that it is told of; told of none, curl's. */
function redocOptions({ paths }: OpenApiDocument): object {
  const operations = Object.values(paths).flatMap((item) => Object.values(item));
  const samples = operations.flatMap((operation) => operation["x-codeSamples"] ?? []);
  const languages = samples.map(({ lang, label }) => ({ lang, label }));
  return { codeSamples: { languages }, scrollYOffset: ".site-header" };
}

/** A replacer for JSON: Redoc shows a summary as plain text, with the marks that Markdown has for code. */
function plainSummary(key: string, value: unknown): unknown {
  return key === "summary" && typeof value === "string" ? value.replaceAll("`", "") : value;
}

/** A tag makes a group of its own, folded, of a document's only operation; without one it stands open. */
function withoutTags(document: OpenApiDocument): OpenApiDocument {
  const { tags: _, ...copy } = structuredClone(document);
  for (const operation of Object.values(copy.paths).flatMap((item) => Object.values(item))) delete operation.tags;
  return copy;
}

/**
 * Redoc names its menu of examples "Example", whatever it shows; who speaks to the page says what can be seen. React
 * leaves an attribute alone that it has not changed itself.
 */
const nameMenusByTheirText = `
  new MutationObserver(() => {
    for (const button of document.querySelectorAll('button[aria-haspopup="menu"][aria-label]')) {
      const [kind] = button.getAttribute("aria-label").split(": ");
      const name = [kind, button.textContent.trim()].filter(Boolean).join(": ");
      if (button.getAttribute("aria-label") !== name) button.setAttribute("aria-label", name);
    }
  }).observe(document, { childList: true, characterData: true, subtree: true });`;

function pageTemplate(): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
${head("List all live sessions: API reference")}
<script>${nameMenusByTheirText}
</script>
{{{redocHead}}}
</head>
<body class="reference">
${header("reference.html")}
<noscript><p class="notice">The reference needs JavaScript to show everything. The document that it is made from is
<a href="openapi.yaml">openapi.yaml</a>.</p></noscript>
{{{redocHTML}}}
</body>
</html>
`;
}

function buildDocs(args: string[], cwd: string): void {
  const { status, stdout, stderr } = spawnSync(join(docsRoot, "node_modules/.bin/redocly"), args, {
    cwd,
    encoding: "utf8",
    env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
  });
  if (status !== 0) throw new Error(`redocly build-docs failed:\n${stdout}${stderr}`);
}

function withoutRemoteMark(html: string): string {
  if (!remoteMark.test(html))
    throw new Error("Redoc's page fetches its mark from elsewhere than before: adapt this file");
  return html.replace(remoteMark, () => mark);
}
