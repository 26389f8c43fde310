/**
 * Which numbers have to be taken out so that the rest increases: as few as possible. In a list of rows it tells those
 * that are out of place from those that stand right.
 *
 * @param numbers all different
 */
export function fallsOutOfOrder(numbers: readonly number[]): Set<number> {
  // Patience sorting: tails[length] ends the best increasing run of that length; before[i] links the runs.
  const tails: number[] = [];
  const before: (number | undefined)[] = [];
  for (const [index, number] of numbers.entries()) {
    const length = firstNotBelow(tails, numbers, number);
    before[index] = length === 0 ? undefined : tails[length - 1];
    tails[length] = index;
  }
  const kept = new Set<number>();
  for (let at = tails.at(-1); at !== undefined; at = before[at]) kept.add(numbers[at] ?? Number.NaN);
  return new Set(numbers.filter((number) => !kept.has(number)));
}

function firstNotBelow(tails: readonly number[], numbers: readonly number[], number: number): number {
  let [low, high] = [0, tails.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[tails[middle] ?? 0] ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}
