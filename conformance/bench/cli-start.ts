import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const rounds = 41;
const budget = 1.7;
const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));

const contenders: Readonly<Record<string, readonly string[]>> = {
  "node -e 0": ["-e", "0"],
  list: [cli, "list"],
  "list --clauses": [cli, "list", "--clauses"],
  "run --help": [cli, "run", "--help"],
};

/**
 * Prints how long the built program takes to start, compared with an empty one: each in turn, round after round, as a figure by
 * itself says more about the machine than about the program.
 */
export function printCliStart(): void {
  const times = new Map(Object.keys(contenders).map((name) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round += 1)
    for (const [name, args] of Object.entries(contenders)) times.get(name)?.push(timeOf(args));
  const medians = [...times].map(([name, all]) => [name, median(all)] as const);
  const [[, empty] = ["", Number.NaN]] = medians;
  process.stdout.write(
    `\nStart of the command line, median of ${rounds} rounds (budget for list ${budget.toFixed(2)} x)\n`,
  );
  for (const [name, ms] of medians)
    process.stdout.write(
      `  ${name.padEnd(24)}${`${ms.toFixed(1)} ms`.padStart(12)}${(ms / empty).toFixed(2).padStart(8)} x\n`,
    );
}

function timeOf(args: readonly string[]): number {
  const begun = performance.now();
  const { status } = spawnSync(process.execPath, args, { stdio: "ignore" });
  if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status}.`);
  return performance.now() - begun;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
