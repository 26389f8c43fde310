// Runs the tests of every package, as many at a time as there are cores, and ends with what failed and `N passed, N failed`.
// Further arguments are turbo's: with a `--filter`, only what ran is counted.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { assertNodeMajor } from "./assert-node-major.ts";
import { assertWholeInstall } from "./assert-whole-install.ts";
import { quietEnvironment } from "./quiet-environment.ts";
import { summariseTests, testedPackages } from "./test-summary.ts";
import { openTurns } from "./test-turns.ts";

assertNodeMajor();
assertWholeInstall();
const chosen = process.argv.slice(2);
const cores = availableParallelism();
const tested = testedPackages();
const reportOf = ({ directory }: { readonly directory: string }): string => join(directory, "test-results.json");
// What is counted ran now, or comes out of turbo's cache.
for (const each of tested) rmSync(reportOf(each), { force: true });

const turns = await openTurns(cores);
// While one package's last file runs, or its database starts, the files of the next take the other cores.
const args = ["run", "test", "--continue", `--concurrency=${Math.max(2, cores)}`, ...chosen];
const turbo = spawn("turbo", args, {
  stdio: "inherit",
  env: { ...quietEnvironment(), LIVE_SESSIONS_TEST_TURNS: turns.path },
});
// Turbo is told by the terminal too; this process waits for it, so that nothing is left behind.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => turbo.kill(signal));
const [code] = (await once(turbo, "close")) as [number | null];
await turns.close();

const counted = chosen.length === 0 ? tested : tested.filter((each) => existsSync(reportOf(each)));
const { lines, isGreen } = summariseTests(counted, code);
process.stdout.write(`\n${lines.join("\n")}\n`);
process.exitCode = isGreen ? 0 : 1;
