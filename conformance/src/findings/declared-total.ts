import { valueAt } from "../profile/json-pointer.ts";
import * as walks from "../questions/walks.ts";
import type { View } from "../reading/view.ts";
import { placedItems, type Walk, type WalkPage } from "../reading/walks.ts";
import type { Evidence } from "./evidence.ts";

/** Compares the number of items that a whole walk yields with the number that its pages claim. */
export function compareTotal(view: View, walk: Walk, evidence: Evidence): void {
  const { total: pointer } = view.profile;
  // Past the end some servers name none.
  const filled = walk.pages.filter(({ items }) => items.length > 0);
  const [first, last] = [filled[0] ?? walk.pages[0], filled.at(-1) ?? walk.pages.at(-1)];
  if (pointer === undefined || !walk.isComplete || !first || !last) return;
  const [before, after] = [first, last].map(({ json }) => valueAt(json, pointer));
  if (typeof before !== "number" || typeof after !== "number") return;
  if (before !== after) {
    if (isStill(view, walk.collection, pointer))
      evidence.compare(differingTotals(walk, pointer, [first, last], [before, after]));
    else evidence.inconclusive("drift", `the number of all ${walk.words.items} changed while the list was read`);
    return;
  }
  const count = new Set(placedItems(walk).map(({ id }) => id)).size;
  if (count === 0 && after === 0) return;
  evidence.compare(
    count === after
      ? undefined
      : {
          message: `The walk "${walk.name}" yields ${count} ${walk.words.items}; its pages say that there are ${after}.`,
          pointer,
          expected: String(count),
          actual: String(after),
          exchanges: [last.exchange.id],
        },
  );
}

/** True where one request, sent before the walks and after them, was answered with the same items and the same total. */
function isStill(view: View, collection: string, pointer: string): boolean {
  const [before, after] = [walks.reference, walks.referenceAgain].map((question) => {
    const page = view.walksOf(question).find((walk) => walk.collection === collection)?.pages[0];
    return page && JSON.stringify([valueAt(page.json, pointer), page.items.map(({ id }) => id)]);
  });
  return before !== undefined && before === after;
}

function differingTotals(
  { name, words }: Walk,
  pointer: string,
  pages: readonly WalkPage[],
  [first, last]: readonly [number, number],
): Parameters<Evidence["compare"]>[0] {
  return {
    message: `The pages of the walk "${name}" name different totals: ${first} ${words.items} on the first, ${last} on the last, and the list was still.`,
    pointer,
    expected: "the number of all items on each page",
    actual: `${first}, then ${last}`,
    exchanges: pages.map(({ exchange }) => exchange.id),
  };
}
