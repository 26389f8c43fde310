import { compareValues } from "../findings/declared-order.ts";
import { valueAt } from "../profile/json-pointer.ts";
import type { ListProfile } from "../profile/list-profile.ts";
import { reference as referenceQuestion } from "../questions/walks.ts";
import type { View } from "../reading/view.ts";
import { type PlacedItem, placedItems, type Walk, type WalkPage } from "../reading/walks.ts";

/** One page of a walk of any list and the next, both with items. */
export interface KeyBoundary {
  readonly walk: Walk;
  readonly before: WalkPage;
  readonly after: WalkPage;
  /** The first sort key of the last item of the page, as JSON. */
  readonly key: string;
  /** Items with that key, listed by some walk, that this one had not listed yet. */
  readonly left: readonly string[];
  /** Those of them that no later page of the walk lists. */
  readonly lost: readonly string[];
  /** Items of the page with that key. */
  readonly ties: readonly string[];
  /** Items of the page that the next one lists again. */
  readonly again: readonly string[];
}

/** What the walks of a list lost and repeated, at its boundaries and in all. */
export interface KeyBoundaries {
  readonly all: readonly KeyBoundary[];
  /** Items that a walk went by without listing them, in all walks. */
  readonly lost: ReadonlySet<string>;
}

/** Looks at every page boundary of a list whose ids and sort key are declared: what some walk listed, others should, too. */
export function readKeyBoundaries(view: View): KeyBoundaries {
  const [first] = view.profile.order ?? [];
  if (first === undefined || view.profile.id === undefined) return { all: [], lost: new Set() };
  const keyOf = ({ value }: Pick<PlacedItem, "value">): string => JSON.stringify(valueAt(value, first.pointer)) ?? "";
  const walks = view.undisturbedWalks.filter(({ brokenOff, pages }) => !brokenOff && pages.length > 1);
  const keys = new Map(walks.flatMap(placedItems).map((item) => [item.id ?? "", keyOf(item)] as const));
  const byKey = new Map<string, string[]>();
  for (const [id, key] of keys) {
    const equal = byKey.get(key);
    if (equal) equal.push(id);
    else byKey.set(key, [id]);
  }
  const [reference] = view.walksOf(referenceQuestion);
  const order = new Map((reference ? placedItems(reference) : []).map(({ id }, index) => [id ?? "", index] as const));
  return {
    all: walks.flatMap((walk) => boundariesOf(walk, byKey, keyOf)),
    lost: new Set(walks.flatMap((walk) => passedBy(walk, order))),
  };
}

function boundariesOf(
  walk: Walk,
  byKey: ReadonlyMap<string, readonly string[]>,
  keyOf: (item: Pick<PlacedItem, "value">) => string,
): KeyBoundary[] {
  const { pages } = walk;
  const first = new Map<string, number>();
  const last = new Map<string, number>();
  for (const [index, page] of pages.entries())
    for (const id of idsOn(page)) {
      if (!first.has(id)) first.set(id, index);
      last.set(id, index);
    }
  return pages.slice(0, -1).flatMap((before, index) => {
    const [after, anchor] = [pages[index + 1], before.items.at(-1)];
    if (!after || !anchor || after.items.length === 0) return [];
    const key = keyOf(anchor);
    const equal = byKey.get(key) ?? [];
    const [ofKey, onPage, onNext] = [new Set(equal), idsOn(before), new Set(idsOn(after))];
    const left = equal.filter((id) => (first.get(id) ?? pages.length) > index);
    const lost = left.filter((id) => (last.get(id) ?? -1) <= index);
    const ties = onPage.filter((id) => ofKey.has(id));
    return [{ walk, before, after, key, left, lost, ties, again: onPage.filter((id) => onNext.has(id)) }];
  });
}

/** Items that stand before the last one of a walk in the reference, and that the walk does not list. */
function passedBy(walk: Walk, order: ReadonlyMap<string, number>): string[] {
  const listed = new Set(walk.pages.flatMap(idsOn));
  const deepest = [...listed].reduce((most, id) => Math.max(most, order.get(id) ?? -1), -1);
  return [...order].filter(([id, index]) => index < deepest && !listed.has(id)).map(([id]) => id);
}

function idsOn({ items }: WalkPage): string[] {
  return items.map(({ id }) => id ?? "");
}

/** True when neighbours were told apart by the declared keys, and all of them stand as declared. */
export function isInDeclaredOrder(profile: ListProfile, walks: readonly Walk[]): boolean {
  const orders = walks.flatMap((walk) => {
    const items = placedItems(walk);
    return items.slice(1).map((item, index) => orderOf(profile, items[index]?.value, item.value));
  });
  return orders.some((order) => order === "right") && !orders.includes("wrong");
}

function orderOf({ order = [] }: ListProfile, one: unknown, other: unknown): "right" | "wrong" | "tied" {
  for (const { pointer, isDescending } of order) {
    const compared = compareValues(valueAt(one, pointer), valueAt(other, pointer));
    if (compared === undefined) return "tied";
    if (compared !== 0) return compared < 0 === isDescending ? "wrong" : "right";
  }
  return "tied";
}
