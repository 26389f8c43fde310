import { closestMatch } from "leven";

/** ` Did you mean "…"?` with what is nearest to a word, or nothing. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  // Two neighbours that were swapped are two edits.
  const maxDistance = Math.max(1, Math.min(2, word.length - 2), Math.floor(word.length / 3));
  const meant = closestMatch(word.toLowerCase(), candidates, { maxDistance });
  return meant === undefined ? "" : ` Did you mean "${meant}"?`;
}
