import { randomInt } from "node:crypto";
import process from "node:process";

/**
 * The seed of a test that draws by chance: TEST_SEED if that is set, else a new one. It is printed, so that a failure can
 * be had again.
 */
export function drawnSeed(name: string): number {
  const seed = Number(process.env["TEST_SEED"] ?? randomInt(2 ** 31));
  process.stdout.write(`seed of ${name}: ${seed} (TEST_SEED=${seed})\n`);
  return seed;
}

/** Numbers from 0 up to 1, the same ones for the same seed (mulberry32). */
export function randomFromSeed(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
