import { globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { page } from "./layout.ts";
import { renderMarkdown } from "./markdown.ts";
import { exportedFile } from "./site-paths.ts";

/** The folder that holds the decisions, one Markdown page each. */
function decisionsFolder(): string {
  return join(dirname(exportedFile("@live-sessions/openapi/package.json")), "decisions");
}

/** All decisions on one page, in the order of the table in their README, each with the anchor `#<name of its file>`. */
export function decisionsPage(): string {
  const folder = decisionsFolder();
  const read = (name: string): string => readFileSync(join(folder, `${name}.md`), "utf8");
  const table = read("README");
  const place = (name: string): number => {
    const index = table.indexOf(`(${name}.md)`);
    return index < 0 ? table.length : index;
  };
  const names = globSync("*.md", { cwd: folder })
    .map((file) => basename(file, ".md"))
    .filter((name) => name !== "README")
    .sort((a, b) => place(a) - place(b) || a.localeCompare(b));
  const sections = names.map((name) => {
    const options = { link: decisionLink, headingShift: 1, idPrefix: `${name}--` };
    return `<section id="${name}" class="decision">\n${renderMarkdown(read(name), options)}</section>`;
  });
  return page("Decisions", "decisions.html", `${renderMarkdown(table, { link: decisionLink })}${sections.join("\n")}`, {
    contentsDepth: 2,
  });
}

/** A link from one decision to another, which stands on the same page here. */
function decisionLink(href: string): string {
  return href.replace(/^(?:\.\/)?([\w-]+)\.md$/, "#$1");
}
