import { valueAt } from "../profile/json-pointer.ts";
import type { SortKey } from "../profile/list-profile.ts";
import { compareInstants, parseInstant } from "../reading/rfc3339.ts";
import type { View } from "../reading/view.ts";
import { type PlacedItem, placedItems } from "../reading/walks.ts";
import type { Evidence } from "./evidence.ts";
import { nameItem } from "./naming.ts";

/** Compares each item of every undisturbed walk with the one before it, by the sort keys that are declared. */
export function compareDeclaredOrder(view: View, evidence: Evidence, keys: readonly SortKey[]): void {
  for (const walk of view.undisturbedWalks) {
    const placed = placedItems(walk);
    for (const [index, next] of placed.entries()) {
      const previous = placed[index - 1];
      if (!previous) continue;
      const wrong = wrongKey(previous.value, next.value, keys);
      if (wrong === undefined) continue;
      evidence.compare(wrong === "none" ? undefined : outOfOrder(previous, next, wrong));
    }
  }
}

/** The key by which two neighbours stand the wrong way round; undefined where no key tells them apart. */
function wrongKey(previous: unknown, next: unknown, keys: readonly SortKey[]): SortKey | "none" | undefined {
  for (const key of keys) {
    const order = compareValues(valueAt(previous, key.pointer), valueAt(next, key.pointer));
    if (order === undefined) return undefined;
    if (order !== 0) return order < 0 === key.isDescending ? key : "none";
  }
  return undefined;
}

/**
 * How two sort keys stand: numbers by value, times as instants, text by code points and without case, as nobody says how
 * it is collated. Undefined where they cannot be compared, or text stands one way by one order and another by the other.
 */
export function compareValues(a: unknown, b: unknown): number | undefined {
  if (typeof a === "number" && typeof b === "number") return Math.sign(a - b);
  if (typeof a === "boolean" && typeof b === "boolean") return Number(a) - Number(b);
  if (typeof a !== "string" || typeof b !== "string") return undefined;
  const [one, other] = [parseInstant(a), parseInstant(b)];
  if (one && other) return compareInstants(one, other);
  const [byCodePoint, withoutCase] = [compareTexts(a, b), compareTexts(a.toLowerCase(), b.toLowerCase())];
  return byCodePoint === withoutCase ? byCodePoint : undefined;
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function outOfOrder(
  previous: PlacedItem,
  next: PlacedItem,
  { pointer, isDescending }: SortKey,
): Parameters<Evidence["compare"]>[0] {
  const [before, after] = [valueAt(previous.value, pointer), valueAt(next.value, pointer)].map((value) =>
    JSON.stringify(value),
  );
  const direction = isDescending ? "descending" : "ascending";
  return {
    message: `${nameItem(next)} follows ${nameItem(previous)}: ${pointer === "" ? "the item" : pointer} is ${after} after ${before}, and the list is declared ${direction}.`,
    pointer: next.pointer,
    expected: `${direction} by ${pointer === "" ? "the item itself" : pointer}`,
    actual: `${before}, then ${after}`,
    exchanges: [...new Set([previous.page.exchange.id, next.page.exchange.id])],
    sessions: [previous.id ?? "", next.id ?? ""],
  };
}
