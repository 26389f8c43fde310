import { reference } from "../questions/walks.ts";
import { driftUntil } from "../reading/drift.ts";
import { settledIn } from "../reading/settled-items.ts";
import type { View } from "../reading/view.ts";
import { placedItems, type Walk } from "../reading/walks.ts";
import type { Wanted } from "./whole-walk.ts";

/**
 * Read-only: what a walk must yield according to the reference walk, the first one, in pages of 100.
 * Sessions that have begun since the run did do not count, nor do those that were entered between others since: another walk may not
 * have them. A walk that was cut short must yield a beginning of the reference, as long as the walk is.
 */
export function referenceRows(view: View, walk: Walk): Wanted[] | undefined {
  const first = view.walksOf(reference).find(({ collection }) => collection === walk.collection);
  if (!first || first.brokenOff || walk.pages.length === 0) return undefined;
  const isSettled = settledIn(view, walk.collection);
  const drift = driftUntil(view, walk.collection, "the end of the walks");
  const rows = placedItems(first).filter(isSettled);
  const walked = placedItems(walk).filter((item) => isSettled(item) && !drift?.hasCome(item));
  const length = walk.isComplete ? rows.length : Math.min(walked.length, rows.length);
  return rows.slice(0, length).map(({ id, sortValue, sortText }) => ({
    id: id ?? "?",
    createdAt: sortValue,
    ...(view.isLiveSessions ? {} : { sortText: sortText ?? "" }),
  }));
}
