import type { Options } from "minisearch";

/** A part of a page, as the search finds it. */
export interface SearchEntry {
  readonly id: number;
  readonly title: string;
  /** Title of the page that it stands on. */
  readonly page: string;
  /** Relative to the site's root. */
  readonly href: string;
  readonly text: string;
}

/** How the index is made and read: the same at build time and in the browser. */
export const searchOptions: Options<SearchEntry> = {
  fields: ["title", "page", "text"],
  storeFields: ["title", "page", "href"],
  searchOptions: { boost: { title: 4, page: 1.5 }, prefix: true, fuzzy: 0.15, combineWith: "AND" },
};
