import type { Nouns } from "../list-profile.ts";

/** What an item is called in sentences, in the singular and in the plural. */
export function nounsOf(noun: string | undefined): Nouns {
  const item = noun ?? "item";
  const items = /[^aeiou]y$/.test(item)
    ? `${item.slice(0, -1)}ies`
    : /(?:s|x|ch|sh)$/.test(item)
      ? `${item}es`
      : `${item}s`;
  return { item, items, collection: "collection" };
}
