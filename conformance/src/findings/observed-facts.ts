import { pointerPart, valueAt } from "../profile/json-pointer.ts";
import type { FactName } from "../profile/list-profile.ts";
import { reference } from "../questions/walks.ts";
import type { View } from "../reading/view.ts";
import { placedItems } from "../reading/walks.ts";
import { compareValues } from "./declared-order.ts";

/** What was seen of facts that nobody declared: for the writer of the configuration; nothing is judged by it. */
export function observedOf(view: View, facts: readonly FactName[]): string | undefined {
  const seen = facts.flatMap((fact) => {
    if (fact === "order") return observedOrder(view);
    return fact === "size.default" ? observedDefault(view) : [];
  });
  return seen.length === 0 ? undefined : seen.join("; ");
}

/** The member by which most neighbours are sorted, if it is nearly all of them. */
function observedOrder(view: View): string[] {
  const items = view.walksOf(reference).flatMap((walk) => placedItems(walk).map(({ value }) => value));
  const names = new Set(items.flatMap((item) => (typeof item === "object" && item !== null ? Object.keys(item) : [])));
  const pointers = ["", ...[...names].map((name) => `/${pointerPart(name)}`)];
  const counted = pointers.map((pointer) => countNeighbours(items, pointer)).filter(({ told }) => told > 1);
  const best = counted.toSorted((a, b) => b.sorted / b.told - a.sorted / a.told || b.told - a.told)[0];
  if (!best || best.sorted < 0.9 * best.told) return [];
  const direction = best.isDescending ? "descending" : "ascending";
  return [
    `observed: ${best.pointer === "" ? "the item itself" : best.pointer} ${direction} in ${best.sorted} of ${best.told} neighbours`,
  ];
}

interface Counted {
  readonly pointer: string;
  readonly isDescending: boolean;
  readonly sorted: number;
  /** Neighbours that the member tells apart. */
  readonly told: number;
}

function countNeighbours(items: readonly unknown[], pointer: string): Counted {
  const orders = items
    .slice(1)
    .map((item, index) => compareValues(valueAt(items[index], pointer), valueAt(item, pointer)));
  const [falling, rising] = [
    orders.filter((order) => order === 1).length,
    orders.filter((order) => order === -1).length,
  ];
  return { pointer, isDescending: falling > rising, sorted: Math.max(falling, rising), told: falling + rising };
}

function observedDefault(view: View): string[] {
  const counts = view.pages
    .filter(({ exchange }) => exchange.purpose.pageSize === undefined && exchange.purpose.position === undefined)
    .map(({ items }) => items.length);
  return counts.length === 0 ? [] : [`observed: ${Math.max(...counts)} where no size is asked for`];
}
