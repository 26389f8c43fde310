import { compareInstants } from "../reading/rfc3339.ts";
import type { View } from "./view.ts";
import { placedSessions, type Walk } from "./walks.ts";
import type { Wanted } from "./whole-walk.ts";

/**
 * Read-only: what a walk must yield according to the reference walk, the first one, in pages of 100.
 * Sessions newer than the newest of the reference arrived since and do not count; a walk that was cut short must yield
 * a beginning of the reference, as long as the walk is.
 */
export function referenceRows(view: View, walk: Walk): Wanted[] | undefined {
  const reference = view.walks.find(({ role, entity }) => role === "reference" && entity === walk.entity);
  if (!reference || reference.brokenOff || walk.pages.length === 0) return undefined;
  const rows = placedSessions(reference);
  const known = new Set(rows.map((row) => row.id));
  const newest = rows[0]?.createdAt;
  const walked = placedSessions(walk).filter((session) => {
    const isNew = newest && session.createdAt && compareInstants(session.createdAt, newest) >= 0;
    return known.has(session.id) || !isNew;
  });
  const length = walk.isComplete ? rows.length : Math.min(walked.length, rows.length);
  return rows.slice(0, length).map(({ id, members }) => ({ id: id ?? "?", createdAt: String(members["created_at"]) }));
}
