import type { View } from "../reading/view.ts";
import { nameInstant } from "./naming.ts";
import type { Wanted } from "./whole-walk.ts";

/** The sessions that a collection is known to have just before an exchange, newest first. */
export function wantedAt(view: View, collection: string, exchangeId: number): Wanted[] {
  const known = view.known?.sessionsAt(collection, exchangeId) ?? [];
  return known.map(({ id, createdAt }) => ({ id, createdAt: nameInstant(createdAt) }));
}

/** Those that also exist just before a later exchange. */
export function wantedThroughout(view: View, collection: string, from: number, to: number): Wanted[] {
  const still = new Set(view.known?.sessionsAt(collection, to).map(({ id }) => id));
  return wantedAt(view, collection, from).filter(({ id }) => still.has(id));
}
