import { readFileSync } from "node:fs";
import { join } from "node:path";
import { page } from "./layout.ts";
import { renderMarkdown } from "./markdown.ts";
import { docsRoot } from "./site-paths.ts";

/** The Markdown of the home page. */
export function homeText(): string {
  return readFileSync(join(docsRoot, "pages/home.md"), "utf8");
}

/** The home page: what the site is for, the picture of a lost session, and three ways in. */
export function homePage(): string {
  const [intro = "", ...doors] = homeText()
    .split(/^(?=## )/m)
    .map((text) => renderMarkdown(text));
  const sections = doors.map((html) => `<section class="door">${html}</section>`);
  const body = `<div class="home"><div class="hero">${intro}</div><div class="doors">${sections.join("\n")}</div></div>`;
  return page("A paged list that loses nothing", "index.html", body);
}
