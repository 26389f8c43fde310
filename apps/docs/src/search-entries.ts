import type { SearchEntry } from "./browser/search-options.ts";

/** What the search finds of a page of our own: each part that has a heading with an id, and each flag of a command. */
export function searchEntriesOf(name: string, html: string): readonly Omit<SearchEntry, "id">[] {
  const pageTitle = plainText(/<title>(.*?) · /.exec(html)?.[1] ?? name);
  const main = /<main[^>]*>([\s\S]*)<\/main>/.exec(html)?.[1] ?? "";
  const parts = main.split(/(?=<h[1-4][ >])/).map((part) => partEntry(name, pageTitle, part));
  const flags = [...main.matchAll(/<span id="([^"]+)" class="flag">([^<]+)<\/span>(.*)/g)].map(
    ([, id = "", flag = "", text = ""]) => ({
      title: flag,
      page: `${pageTitle}: ${id.replace(flag, "")}`,
      href: `${name}#${id}`,
      text: plainText(text),
    }),
  );
  return [...parts.filter((part) => part !== undefined), ...flags];
}

function partEntry(name: string, pageTitle: string, part: string): Omit<SearchEntry, "id"> | undefined {
  const [heading, , attributes = "", label = ""] = /^<h([1-4])([^>]*)>([\s\S]*?)<\/h\1>/.exec(part) ?? [];
  if (heading === undefined) return undefined;
  // The heading of a clause names the section around it, which has the anchor.
  const id = / id="([^"]+)"/.exec(attributes)?.[1]?.replace(/-title$/, "");
  const text = part.slice(heading.length).replace(/<details class="mutants">[\s\S]*?<\/details>/g, "");
  return {
    title: plainText(label),
    page: pageTitle,
    href: id === undefined ? name : `${name}#${id}`,
    text: plainText(text),
  };
}

/** The text of HTML, with single spaces. */
function plainText(html: string): string {
  const characters: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&amp;": "&" };
  return html
    .replace(/<[^>]+>/g, " ")
    .replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => characters[entity] ?? entity)
    .replace(/\s+/g, " ")
    .trim();
}
