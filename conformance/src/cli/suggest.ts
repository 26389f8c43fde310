/** Characters of what somebody may have mistyped; the distance takes time by their square. */
const MAX_WORD = 200;

/**
 * What somebody who wrote `word` meant: the nearest candidate by edit distance, a neighbouring swap counting as one
 * edit; a rule also by its name without the family (`exactly-once` for `pagination.exactly-once`).
 *
 * @returns undefined when nothing is near
 */
function closest(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > MAX_WORD) return undefined;
  const lower = word.toLowerCase();
  const limit = Math.max(1, Math.floor(word.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    const distance = nearestEnding(lower, candidate);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** ` Did you mean "…"?`, or nothing. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const meant = closest(word, candidates);
  return meant === undefined ? "" : ` Did you mean "${meant}"?`;
}

// A rule is also known by its name without the family.
function nearestEnding(word: string, candidate: string): number {
  const name = candidate.slice(candidate.indexOf(".") + 1);
  return Math.min(
    editDistance(word, candidate),
    word.includes(".") ? Number.POSITIVE_INFINITY : editDistance(word, name),
  );
}

/** Insertions, deletions, replacements and swaps of neighbours that make one text of the other. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = (last[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const swapped =
        a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1] ? (beforeLast[column - 2] ?? 0) + 1 : replaced;
      current.push(Math.min(replaced, swapped, (last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    [beforeLast, last] = [last, current];
  }
  return last[b.length] ?? 0;
}
