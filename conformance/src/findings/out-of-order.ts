import type { ListWords } from "../profile/words.ts";
import type { PlacedItem } from "../reading/walks.ts";
import type { Failure } from "./finding.ts";
import { namePlaced } from "./naming.ts";

/** The failure of two sessions of a walk that stand the wrong way round. */
export function outOfOrder({ sortKey }: ListWords, previous: PlacedItem, next: PlacedItem): Failure {
  return {
    message: `${namePlaced(next)} comes after ${namePlaced(previous)}, which is older.`,
    pointer: `${next.pointer}/${sortKey}`,
    expected: `${sortKey} not after ${previous.sortValue}`,
    actual: next.sortValue,
    exchanges: [...new Set([previous.page.exchange.id, next.page.exchange.id])],
    sessions: [previous.id ?? "", next.id ?? ""],
  };
}
