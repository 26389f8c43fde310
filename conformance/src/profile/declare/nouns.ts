import type { Nouns } from "../list-profile.ts";
import { pluralOf } from "../plural.ts";

/** What an item is called in sentences, in the singular and in the plural. */
export function nounsOf(noun: string | undefined): Nouns {
  const item = noun ?? "item";
  return { item, items: pluralOf(item), collection: "collection" };
}
