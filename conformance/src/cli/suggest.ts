import { closestMatch } from "leven";

/** Characters of what somebody may have mistyped; the distance takes time by their square. */
const MAX_WORD = 200;

/**
 * ` Did you mean "…"?` with what is nearest, or nothing. A rule is also known by its name without the family
 * (`exactly-once` for `pagination.exactly-once`).
 */
export function didYouMean(word: string, candidates: readonly string[]): string {
  if (word.length > MAX_WORD) return "";
  const names = candidates.map((id) => [id.slice(id.indexOf(".") + 1), id] as const);
  const byName = new Map([...(word.includes(".") ? [] : names), ...candidates.map((id) => [id, id] as const)]);
  // Two neighbours that were swapped are two edits.
  const maxDistance = Math.max(1, Math.min(2, word.length - 2), Math.floor(word.length / 3));
  const meant = byName.get(closestMatch(word.toLowerCase(), [...byName.keys()], { maxDistance }) ?? "");
  return meant === undefined ? "" : ` Did you mean "${meant}"?`;
}
