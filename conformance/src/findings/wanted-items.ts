import type { View } from "../reading/view.ts";
import { nameInstant } from "./naming.ts";
import type { Wanted } from "./whole-walk.ts";

/** The sessions that a collection is known to have just before an exchange, newest first. */
export function wantedAt(view: View, entity: string, exchangeId: number): Wanted[] {
  const known = view.known?.sessionsAt(entity, exchangeId) ?? [];
  return known.map(({ id, createdAt }) => ({ id, createdAt: nameInstant(createdAt) }));
}

/** Those that also exist just before a later exchange. */
export function wantedThroughout(view: View, entity: string, from: number, to: number): Wanted[] {
  const still = new Set(view.known?.sessionsAt(entity, to).map(({ id }) => id));
  return wantedAt(view, entity, from).filter(({ id }) => still.has(id));
}
