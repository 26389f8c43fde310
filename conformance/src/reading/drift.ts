import { beginning } from "../questions/concurrency.ts";
import type { WalkQuestion } from "../questions/question.ts";
import * as walks from "../questions/walks.ts";
import type { ItemReading } from "./page-reading.ts";
import { compareInstants } from "./rfc3339.ts";
import type { View } from "./view.ts";
import { type PlacedItem, placedItems, type Walk } from "./walks.ts";

type Item = Pick<ItemReading, "id" | "sortTime">;

/**
 * What came and went in somebody's own list while it was read, seen by two walks of it in the largest pages, one before and one
 * after. A walk that was cut short says nothing of what is not newer than its last session.
 */
export class Drift {
  readonly #before: Listed;
  readonly #after: Listed;

  constructor(before: Walk, after: Walk) {
    this.#before = new Listed(before);
    this.#after = new Listed(after);
  }

  /** True for a session that was deleted: the second walk would show it. */
  hasGone(item: Item): boolean {
    return this.#before.has(item) && this.#after.lacks(item);
  }

  /** True for a session that began, or was entered, later: the first walk would have shown it. */
  hasCome(item: Item): boolean {
    return this.#before.lacks(item) && this.#after.has(item);
  }

  /** True for a session that neither walk lacks. */
  isSettled(item: Item): boolean {
    return !this.#before.lacks(item) && !this.#after.lacks(item);
  }

  /** The sessions that were deleted. */
  get gone(): readonly PlacedItem[] {
    return this.#before.items.filter((item) => this.hasGone(item));
  }
}

/** The sessions that one walk shows. */
class Listed {
  readonly items: readonly PlacedItem[];
  readonly #ids: ReadonlySet<string | undefined>;
  readonly #walk: Walk;

  constructor(walk: Walk) {
    this.#walk = walk;
    this.items = placedItems(walk);
    this.#ids = new Set(this.items.map(({ id }) => id));
  }

  has({ id }: Item): boolean {
    return this.#ids.has(id);
  }

  lacks(item: Item): boolean {
    return !this.has(item) && this.#reaches(item);
  }

  #reaches({ sortTime }: Item): boolean {
    if (this.#walk.isComplete) return true;
    const last = this.items.at(-1)?.sortTime;
    return last !== undefined && sortTime !== undefined && compareInstants(sortTime, last) > 0;
  }
}

/**
 * Read-only: the drift of a collection's list until the end of the walks, or of the run; undefined where it was not walked twice.
 */
export function driftUntil(view: View, collection: string, end: "the end of the walks" | "the end"): Drift | undefined {
  if (view.mode !== "read-only") return undefined;
  const walkOf = (question: WalkQuestion): Walk | undefined =>
    view.walksOf(question).find((walk) => walk.collection === collection);
  const isOfTheRun = end === "the end";
  const before = (isOfTheRun ? walkOf(beginning) : undefined) ?? walkOf(walks.reference);
  const after = walkOf(isOfTheRun ? walks.referenceAtTheEnd : walks.referenceAgain);
  return before && after && !after.brokenOff ? new Drift(before, after) : undefined;
}
