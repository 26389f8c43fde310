/**
 * Runs each contender in turn, round after round, and gives the median of each in milliseconds.
 *
 * Side by side in one run, as a figure by itself says more about the machine than about the code.
 */
export async function sideBySide(
  contenders: Readonly<Record<string, () => Promise<unknown>>>,
  rounds: number,
): Promise<ReadonlyMap<string, number>> {
  const times = new Map(Object.keys(contenders).map((name) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of Object.entries(contenders)) {
      const started = performance.now();
      await run();
      times.get(name)?.push(performance.now() - started);
    }
  }
  return new Map([...times].map(([name, all]) => [name, median(all)]));
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Prints a table: each figure and how it stands to the first one. */
export function printRatios(title: string, times: ReadonlyMap<string, number>, unit: (ms: number) => string): void {
  const [first = Number.NaN] = times.values();
  process.stdout.write(`\n${title}\n`);
  for (const [name, ms] of times) {
    process.stdout.write(`  ${name.padEnd(44)}${unit(ms).padStart(12)}${(ms / first).toFixed(2).padStart(8)} x\n`);
  }
}
