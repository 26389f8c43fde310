/**
 * What axe has against Redoc's own markup, none of it serious, by axe's rule; each with where its maker knows of it.
 * Everything serious is corrected by site.css and by the script that names menus.
 */
export const redocFindings: Readonly<Record<string, string>> = {
  "heading-order": "https://github.com/Redocly/redoc/issues/2408",
  // The search field, the operation's path and the mark stand outside of any landmark; 1279 gathers such findings.
  region: "https://github.com/Redocly/redoc/issues/1279",
};
