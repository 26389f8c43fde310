import type { ItemReading, PageReading } from "../reading/page-reading.ts";
import type { Instant } from "../reading/rfc3339.ts";
import type { PlacedItem } from "../reading/walks.ts";

/** A session in words: its id and when it was created. */
export function nameItem({ id, sortText }: Pick<ItemReading, "id" | "sortText">): string {
  const name = id ?? "a session without an id";
  return sortText === undefined ? name : `${name} (${sortText})`;
}

/** A session and the page of the walk that it stands on, counted from 1. */
export function namePlaced(item: PlacedItem): string {
  return `${nameItem(item)} on page ${item.pageIndex + 1}`;
}

/** An instant in the spelling of the contract. */
export function nameInstant(instant: Instant): string {
  const fraction =
    instant.nanoseconds === 0 ? "" : `.${String(instant.nanoseconds).padStart(9, "0").replace(/0+$/, "")}`;
  return new Date(instant.seconds * 1000).toISOString().replace(".000Z", `${fraction}Z`);
}

/** Ids of a page in order. */
export function idsOf(page: Pick<PageReading, "items">): string[] {
  return page.items.map((session) => session.id ?? "?");
}

/** Ids in a form for reports: the first few, and how many more. */
export function listIds(ids: readonly string[], items = "sessions"): string {
  if (ids.length === 0) return `no ${items}`;
  const shown = ids.slice(0, 4).join(", ");
  return ids.length > 4 ? `${shown} and ${ids.length - 4} more` : shown;
}

/** True when both hold the same ids in the same order. */
export function sameIds(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index]);
}
