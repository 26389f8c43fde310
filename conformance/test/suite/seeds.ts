import { randomInt } from "node:crypto";
import { createRandom } from "../../src/scenario/random.ts";

/** The seed that is the same in every run of the tests. */
const FIRST_SEED = 1;
/** Of these a seed chooses some, at which a walk goes on that changes its size from page to page. */
export const MIXED_SIZES: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8, 9];
const sizesOfASeed = 4;
/** Of the entity that is walked so. */
const sessions = 20;
/** New sizes that a further seed has to bring: of the largest, three are already the whole walk. */
const newOfASeed = 2;
/** More seeds for each server than one; `LIVE_SESSIONS_SEEDS` sets how many. */
const extraSeeds = Number(process.env["LIVE_SESSIONS_SEEDS"] ?? 0);

const drawn = (): number => randomInt(1, 2 ** 31);

/** The sizes that a provisioned run of a seed asks for: the first numbers that it draws, until the walk is at its end. */
function mixedSizesOf(seed: number): readonly number[] {
  const random = createRandom(seed);
  const drawnSizes = Array.from({ length: sizesOfASeed }, () => 1 + random.below(MIXED_SIZES.length));
  let walked = 0;
  return drawnSizes.filter((size) => {
    const isAsked = walked < sessions;
    walked += size;
    return isAsked;
  });
}

/**
 * A few seeds that ask for every size between them: the first one, and others that nobody chose. Any five of those leave a size
 * out more often than not, so drawing them together shows more in fewer runs.
 */
function seedsOfEverySize(): readonly number[] {
  const seeds = [FIRST_SEED];
  const missing = new Set(MIXED_SIZES);
  for (const size of mixedSizesOf(FIRST_SEED)) missing.delete(size);
  while (missing.size > 0) {
    const seed = drawn();
    const added = new Set(mixedSizesOf(seed).filter((size) => missing.has(size)));
    if (added.size < Math.min(newOfASeed, missing.size)) continue;
    for (const size of added) missing.delete(size);
    seeds.push(seed);
  }
  return seeds;
}

/**
 * Deals out the seeds of every size, one to each server and others that nobody chose: between them servers see every size in each run of
 * the tests, and each of them does over a few.
 *
 * @returns the seeds of the server with an index
 */
export function dealtSeeds(): (index: number) => readonly number[] {
  const seeds = seedsOfEverySize();
  const from = randomInt(seeds.length);
  return (index) => [seeds[(from + index) % seeds.length] ?? FIRST_SEED, ...Array.from({ length: extraSeeds }, drawn)];
}
