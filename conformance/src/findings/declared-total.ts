import { valueAt } from "../profile/json-pointer.ts";
import type { View } from "../reading/view.ts";
import { placedItems, type Walk } from "../reading/walks.ts";
import type { Evidence } from "./evidence.ts";

/** Compares the number of items that a whole walk yields with the number that its pages claim. */
export function compareTotal(view: View, walk: Walk, evidence: Evidence): void {
  const { total: pointer } = view.profile;
  const [first, last] = [walk.pages[0], walk.pages.at(-1)];
  if (pointer === undefined || !walk.isComplete || !first || !last) return;
  const [before, after] = [first, last].map(({ json }) => valueAt(json, pointer));
  if (typeof before !== "number" || typeof after !== "number") return;
  if (before !== after) {
    evidence.inconclusive("drift", `the number of all ${walk.words.items} changed while the list was read`);
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
