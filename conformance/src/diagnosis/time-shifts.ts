import type { View } from "../reading/view.ts";
import type { Exchange } from "../recording/exchange.ts";

/** A session that is listed with another time than is known. */
export interface TimeShift {
  readonly exchange: Exchange;
  readonly id: string;
  readonly knownSeconds: number;
  /** Listed less known. */
  readonly seconds: number;
}

/** Every session whose sort key is known, once: those with another time, and how many have the right one. */
export function timeShifts(view: View): { readonly shifted: readonly TimeShift[]; readonly right: number } {
  const shifted = new Map<string, TimeShift>();
  const right = new Set<string>();
  for (const { exchange, items } of view.pages) {
    for (const { id, sortTime } of items) {
      const known = view.known?.sessionAt(exchange.purpose.collection ?? "", exchange.id, id);
      if (!known || id === undefined || !sortTime) continue;
      const seconds = sortTime.seconds - known.createdAt.seconds;
      if (seconds === 0) right.add(id);
      else if (!shifted.has(id)) shifted.set(id, { exchange, id, knownSeconds: known.createdAt.seconds, seconds });
    }
  }
  return { shifted: [...shifted.values()], right: right.size };
}

/** Rules that a wrong time fails. */
export const RULES_OF_TIMES: readonly string[] = [
  "representation.faithful",
  "representation.server-time",
  "representation.timestamps",
  "ordering.newest-first",
  "ordering.in-progress-by-creation",
  "ordering.stable-ties",
  "ordering.unmoved-by-update",
  "pagination.exactly-once",
  "pagination.insert-tolerant",
  "pagination.delete-tolerant",
  "pagination.fresh",
];

/** A time for people, in the spelling of the contract. */
export function spelt(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
}
