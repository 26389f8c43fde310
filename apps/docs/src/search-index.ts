import MiniSearch from "minisearch";
import { type SearchEntry, searchOptions } from "./browser/search-options.ts";

/**
 * The index of the search as a script that sets `liveSessionsSearchIndex`: a page opened from a file may load a script,
 * but not fetch JSON.
 */
export function searchIndexScript(entries: readonly Omit<SearchEntry, "id">[]): string {
  const index = new MiniSearch<SearchEntry>(searchOptions);
  index.addAll(entries.map((entry, id) => ({ ...entry, id })));
  return `globalThis.liveSessionsSearchIndex = ${JSON.stringify(index)};\n`;
}
