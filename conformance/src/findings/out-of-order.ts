import { valueText } from "../reading/value-text.ts";
import type { PlacedSession } from "../reading/walks.ts";
import type { Failure } from "./finding.ts";
import { namePlaced } from "./naming.ts";

/** The failure of two sessions of a walk that stand the wrong way round. */
export function outOfOrder(previous: PlacedSession, next: PlacedSession): Failure {
  return {
    message: `${namePlaced(next)} comes after ${namePlaced(previous)}, which is older.`,
    pointer: `${next.pointer}/created_at`,
    expected: `created_at not after ${valueText(previous.members["created_at"])}`,
    actual: valueText(next.members["created_at"]),
    exchanges: [...new Set([previous.page.exchange.id, next.page.exchange.id])],
    sessions: [previous.id ?? "", next.id ?? ""],
  };
}
