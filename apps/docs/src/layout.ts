/** A page of the site, as the navigation shows it. */
export interface NavigationEntry {
  /** Relative to the site's root; `./` is the reference. */
  readonly href: string;
  readonly label: string;
}

/** The pages that every page leads to, in this order. */
export const navigation: readonly NavigationEntry[] = [
  { href: "./", label: "Reference" },
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

/** The bar on top of every page; `current` is the `href` of the page it stands on. */
export function header(current: string): string {
  const links = navigation.map(({ href, label }) => {
    const isCurrent = href === current ? ' aria-current="page"' : "";
    return `<a href="${href}"${isCurrent}${/\.(yaml|json)$/.test(href) ? " download" : ""}>${escapeHtml(label)}</a>`;
  });
  return `<header class="site-header"><span class="site-name">Live sessions</span><nav aria-label="Site">${links.join("\n")}</nav></header>`;
}
