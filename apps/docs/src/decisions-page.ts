import { globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { page } from "./layout.ts";
import { renderMarkdown } from "./markdown.ts";
import { exportedFile } from "./site-paths.ts";

/** The folder that holds the decisions, one Markdown page each. */
function decisionsFolder(): string {
  return join(dirname(exportedFile("@live-sessions/openapi/package.json")), "decisions");
}

/** All decisions on one page, each with the anchor `#<name of its file>`. */
export function decisionsPage(): string {
  const folder = decisionsFolder();
  const names = globSync("*.md", { cwd: folder })
    .map((file) => basename(file, ".md"))
    .filter((name) => name !== "README")
    .sort();
  const read = (name: string): string => readFileSync(join(folder, `${name}.md`), "utf8");
  const sections = names.map((name) => {
    const options = { link: decisionLink, headingShift: 1, idPrefix: `${name}--` };
    return `<section id="${name}" class="decision">\n${renderMarkdown(read(name), options)}</section>`;
  });
  return page(
    "Decisions",
    "decisions.html",
    `${renderMarkdown(read("README"), { link: decisionLink })}${sections.join("\n")}`,
  );
}

/** A link from one decision to another, which stands on the same page here. */
function decisionLink(href: string): string {
  return href.replace(/^(?:\.\/)?([\w-]+)\.md$/, "#$1");
}
