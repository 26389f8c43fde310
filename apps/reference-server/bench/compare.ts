import process from "node:process";

/** One thing to measure: gives a rate, of which more is better. */
export type Measure = () => Promise<number>;

const ROUNDS = 5;

/**
 * Measures both in alternating rounds, so that what else the machine does meets both, and prints the median ratio.
 *
 * @param budget the ratio to reach
 */
export async function compare(title: string, budget: number, ours: Measure, other: Measure): Promise<void> {
  // One round that does not count: code is compiled and caches fill on both sides.
  await other();
  await ours();
  const pairs: { ours: number; ratio: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const theirs = await other();
    const mine = await ours();
    pairs.push({ ours: mine, ratio: mine / theirs });
  }
  const ratio = median(pairs.map((pair) => pair.ratio));
  const rate = Math.round(median(pairs.map((pair) => pair.ours)));
  line(title, ratio, `≥ ${budget.toFixed(2)}`, ratio >= budget, `${rate}/s`);
}

/** The middle one of some figures. */
export function median(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;
}

/** Prints one row of the table. */
export function line(title: string, ratio: number, budget: string, isMet: boolean, figures: string): void {
  const verdict = isMet ? "met" : "MISSED";
  process.stdout.write(
    `${title.padEnd(58)} ${ratio.toFixed(2).padStart(6)}  ${budget.padEnd(8)} ${verdict.padEnd(7)} ${figures}\n`,
  );
}

/** Prints a ratio that has no budget. */
export function figure(title: string, ratio: number): void {
  process.stdout.write(`${title.padEnd(58)} ${ratio.toFixed(2).padStart(6)}\n`);
}
