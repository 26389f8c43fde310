import { contentsOf, withContents } from "./page-contents.ts";

/** A page of the site, as the navigation shows it. */
interface NavigationEntry {
  /** Relative to the site's root. */
  readonly href: string;
  readonly label: string;
}

/** What surrounds the text of a page. */
export interface PageOptions {
  /** The deepest level of heading that the contents at the side list; none without it. */
  readonly contentsDepth?: 2 | 3;
  /** The pages before and after this one, in reading order. */
  readonly previous?: NavigationEntry | undefined;
  readonly next?: NavigationEntry | undefined;
}

/** The pages that every page leads to, in this order. */
const navigation: readonly NavigationEntry[] = [
  { href: "guides.html", label: "Guides" },
  { href: "reference.html", label: "Reference" },
  { href: "requirements.html", label: "Requirements" },
  { href: "command-line.html", label: "Command line" },
  { href: "decisions.html", label: "Decisions" },
  { href: "changelog.html", label: "Changelog" },
  { href: "openapi.yaml", label: "openapi.yaml" },
  { href: "openapi.json", label: "openapi.json" },
];

/** The text with what HTML gives a meaning to escaped; fit for element content and for quoted attributes. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** What stands in every page's head. Nothing in it, an icon included, leads to another origin. */
export function head(title: string): string {
  return `<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="site.css">
<script>
  // The reference has a switch for light and dark; the other pages follow it.
  document.documentElement.dataset.theme = localStorage.getItem("redoc.colorMode") ?? "";
</script>
<script src="site.js" defer></script>`;
}

/** The bar on top of every page; `current` is the `href` of the page, or of the entry that it belongs to. */
export function header(current: string): string {
  const links = navigation.map(({ href, label }) => {
    const isCurrent = href === current ? ' aria-current="page"' : "";
    const isDownload = /\.(yaml|json)$/.test(href) ? " download" : "";
    return `<a href="${href}"${isCurrent}${isDownload}>${escapeHtml(label)}</a>`;
  });
  return `<header class="site-header"><a class="site-name" href="index.html">Live sessions</a>
<nav aria-label="Site">${links.join("\n")}</nav>
<form class="site-search" role="search" hidden>
<label class="visually-hidden" for="site-search-field">Search all pages</label>
<input id="site-search-field" type="search" placeholder="Search all pages ( / )" autocomplete="off" aria-controls="site-search-results">
<div id="site-search-results" class="site-search-results" hidden><p role="status"></p><ol></ol></div>
</form></header>`;
}

/** A page of our own: `body` is HTML and holds the page's one `<h1>`. */
export function page(title: string, current: string, body: string, options: PageOptions = {}): string {
  const { contentsDepth, previous, next } = options;
  const contents = contentsDepth === undefined ? [] : contentsOf(body, contentsDepth);
  return `<!DOCTYPE html>
<html lang="en">
<head>
${head(`${title} · Live sessions`)}
</head>
<body>
<a class="skip-link" href="#content">To the content</a>
${header(current)}
${withContents(contents, `<main id="content" tabindex="-1">\n${body}\n${neighbours(previous, next)}</main>`)}
</body>
</html>
`;
}

function neighbours(previous: NavigationEntry | undefined, next: NavigationEntry | undefined): string {
  if (previous === undefined && next === undefined) return "";
  const link = (entry: NavigationEntry | undefined, relation: "prev" | "next", word: string): string =>
    entry === undefined
      ? "<span></span>"
      : `<a rel="${relation}" href="${entry.href}"><small>${word}</small><br>${escapeHtml(entry.label)}</a>`;
  return `<nav class="neighbours" aria-label="Guides before and after">${link(previous, "prev", "Previous")}${link(next, "next", "Next")}</nav>\n`;
}
