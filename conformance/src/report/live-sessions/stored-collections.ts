import type { CollectionReference } from "../../recording/recording.ts";

/** How a report spells the collections of its target; its form is for ever, whatever list it is of. */
export interface StoredCollections {
  readonly live_entities: readonly CollectionReference[];
}

/** How a report spells how much was read. */
export interface StoredCounts {
  readonly live_entities: number;
  readonly sessions: number;
  /** Items of the collection that has the most. */
  readonly largest_live_entity: number;
}

/** Collections as a report holds them. */
export function storedCollections(collections: readonly CollectionReference[]): StoredCollections {
  return { live_entities: collections };
}

/** The collections that a report holds. */
export function collectionsIn({ live_entities: collections }: StoredCollections): readonly CollectionReference[] {
  return collections;
}

/** How much was read, given as the number of items of each collection, as a report holds it. */
export function storedCounts(items: readonly number[]): StoredCounts {
  return {
    live_entities: items.length,
    sessions: items.reduce((sum, count) => sum + count, 0),
    largest_live_entity: Math.max(0, ...items),
  };
}

/** How many collections a report says were read, and how many items the largest has. */
export function countsIn(stored: StoredCounts): { readonly collections: number; readonly largest: number } {
  return { collections: stored.live_entities, largest: stored.largest_live_entity };
}
