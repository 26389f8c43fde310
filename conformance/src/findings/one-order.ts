import { reference as referenceQuestion } from "../questions/walks.ts";
import type { View } from "../reading/view.ts";
import { type PlacedItem, placedItems, type Walk } from "../reading/walks.ts";
import type { Evidence } from "./evidence.ts";
import { nameItem } from "./naming.ts";

/** Compares the order of items in every undisturbed walk with that of the walk in the largest pages. */
export function compareOneOrder(view: View, evidence: Evidence): void {
  const [reference] = view.walksOf(referenceQuestion);
  if (!reference) return;
  const known = new Map(firstPlaces(reference).map((item, index) => [item.id, { item, index }] as const));
  for (const walk of view.undisturbedWalks) {
    if (walk === reference) continue;
    let previous: { readonly here: PlacedItem; readonly index: number } | undefined;
    for (const here of firstPlaces(walk)) {
      const there = here.id === undefined ? undefined : known.get(here.id);
      if (!there) continue;
      if (previous && there.index < previous.index) {
        if (isUnchanged(here, there.item)) evidence.compare(swapped(reference, walk, previous.here, here));
        else
          evidence.inconclusive("drift", `an ${walk.words.item} changed while the list was read, and may have moved`);
        break;
      }
      if (previous) evidence.compare(undefined);
      previous = { here, index: there.index };
    }
  }
}

// That one comes again is another rule's matter.
function firstPlaces(walk: Walk): PlacedItem[] {
  const seen = new Set<string | undefined>();
  return placedItems(walk).filter(({ id }) => {
    const isNew = !seen.has(id);
    seen.add(id);
    return isNew;
  });
}

// What changed may stand elsewhere now: its sort key may be what changed.
function isUnchanged(one: PlacedItem, other: PlacedItem): boolean {
  return JSON.stringify(one.value) === JSON.stringify(other.value);
}

function swapped(
  reference: Walk,
  walk: Walk,
  first: PlacedItem,
  second: PlacedItem,
): Parameters<Evidence["compare"]>[0] {
  return {
    message: `${nameItem(first)} stands before ${nameItem(second)} in the walk "${walk.name}", but after it in the walk "${reference.name}".`,
    pointer: second.pointer,
    expected: `${String(second.id)} before ${String(first.id)}, as in the earlier walk`,
    actual: `${String(first.id)} before ${String(second.id)}`,
    exchanges: [...new Set([first.page.exchange.id, second.page.exchange.id])],
    sessions: [first.id ?? "", second.id ?? ""],
  };
}
