import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { page } from "./layout.ts";
import { renderMarkdown } from "./markdown.ts";
import { repositoryRoot as root } from "./site-paths.ts";

/** What changed for users: what waits for the next release, and the changelog of every published package. */
export function changelogPage(): string {
  const waiting = globSync(".changeset/*.md", { cwd: root }).filter((file) => !file.endsWith("README.md"));
  const sentences = waiting
    .sort()
    .map((file) => readFileSync(join(root, file), "utf8").replace(/^---\n[\s\S]*?\n---\n/, ""));
  const next =
    sentences.length > 0
      ? `<h2 id="next">Next release</h2>\n${sentences.map((text) => renderMarkdown(text)).join("\n")}`
      : "";
  const packages = globSync(["openapi", "conformance", "packages/*", "apps/*"], { cwd: root }).sort();
  return page(
    "Changelog",
    "changelog.html",
    `<h1>Changelog</h1>\n${next}\n${packages.map(packageChangelog).join("\n")}`,
    { contentsDepth: 2 },
  );
}

function packageChangelog(path: string): string {
  const file = join(root, path, "CHANGELOG.md");
  if (!existsSync(file)) return "";
  return renderMarkdown(readFileSync(file, "utf8"), { headingShift: 1, idPrefix: `${path.replace("/", "-")}--` });
}
