/** A page of the site, as the navigation shows it. */
interface NavigationEntry {
  /** Relative to the site's root; `./` is the reference. */
  readonly href: string;
  readonly label: string;
}

/** The pages that every page leads to, in this order. */
const navigation: readonly NavigationEntry[] = [
  { href: "./", label: "Reference" },
  { href: "requirements.html", label: "Requirements" },
  { href: "guides.html", label: "Guides" },
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
</script>`;
}

/** The bar on top of every page; `current` is the `href` of the page, or of the entry that it belongs to. */
export function header(current: string): string {
  const links = navigation.map(({ href, label }) => {
    const isCurrent = href === current ? ' aria-current="page"' : "";
    const isDownload = /\.(yaml|json)$/.test(href) ? " download" : "";
    return `<a href="${href}"${isCurrent}${isDownload}>${escapeHtml(label)}</a>`;
  });
  return `<header class="site-header"><span class="site-name">Live sessions</span><nav aria-label="Site">${links.join("\n")}</nav></header>`;
}

/** A page of our own: `body` is HTML and holds the page's one `<h1>`. */
export function page(title: string, current: string, body: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
${head(`${title} · Live sessions`)}
</head>
<body>
<a class="skip-link" href="#content">To the content</a>
${header(current)}
<main id="content" tabindex="-1">
${body}
</main>
</body>
</html>
`;
}
