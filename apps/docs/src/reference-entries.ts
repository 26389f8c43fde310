import type { SearchEntry } from "./browser/search-options.ts";
import type { OpenApiDocument } from "./reference-page.ts";

/** What the search finds of the reference: its operations and parameters, and the members of its schemas. */
export function referenceEntries(document: OpenApiDocument): readonly Omit<SearchEntry, "id">[] {
  const entry = (title: string, text: string): Omit<SearchEntry, "id"> => ({
    title,
    text,
    page: "Reference",
    href: "reference.html",
  });
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => method === "get")
      .map(([, { summary = path, description = "" }]) => entry(summary, `GET ${path} ${description}`)),
  );
  const { parameters, schemas } = document.components;
  const named = Object.values(parameters).map(({ name, description = "" }) => entry(name, description));
  const members = Object.entries(schemas).flatMap(([schema, { properties = {} }]) =>
    Object.entries(properties).map(([name, { description = "" }]) => entry(`${schema}.${name}`, description)),
  );
  return [...operations, ...named, ...members];
}
