import { page } from "./layout.ts";

/** The page for an address that has none; hosts of static files serve it by the name 404.html. */
export function notFoundPage(): string {
  return page(
    "No such page",
    "",
    `<h1>There is no such page</h1>
<p>The address may be mistyped, or the page has moved. Search all pages above, or go to the <a href="index.html">home page</a>,
the <a href="guides.html">guides</a>, the <a href="reference.html">reference</a> or the <a href="requirements.html">requirements</a>.</p>`,
  );
}
