// What an installation of each package weighs, and how long its command takes from nothing, next to tools of its kind.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cleanMachine } from "../rehearsal/clean-machine.ts";
import { emptyProject, type Weight, weightOf } from "../rehearsal/project.ts";
import { startRegistry } from "../rehearsal/registry.ts";
import { release } from "../rehearsal/release.ts";
import { run } from "../rehearsal/run.ts";
import { scratchWorkspace } from "../rehearsal/scratch-workspace.ts";
import { workspacePackages } from "../workspace-packages.ts";

/** A command that answers without any work of its own, each in its own words. */
const commands: Readonly<Record<string, readonly string[]>> = {
  "@live-sessions/conformance": ["list"],
  "@live-sessions/reference-server": ["--help"],
  dredd: ["--help"],
  "@stoplight/prism-cli": ["--help"],
  "@redocly/cli": ["--help"],
};

/** How often each command is started from nothing; the median counts. */
const rounds = 3;

const folder = mkdtempSync(join(tmpdir(), "live-sessions-weights-"));
mkdirSync(join(folder, "registry"));
const registry = await startRegistry(join(folder, "registry"));
try {
  const publisher = machine("publisher");
  await scratchWorkspace(join(folder, "workspace"));
  await release(join(folder, "workspace"), publisher);
  const ours = workspacePackages().flatMap(({ name, isPrivate }) => (isPrivate ? [] : [name]));
  const names = [...new Set([...ours, ...Object.keys(commands)])];
  const weights = new Map<string, Weight>();
  // This also brings to the registry whatever it is asked for later, so that no command waits for another registry.
  for (const name of names) await orSayWhy(name, async () => void weights.set(name, await installed(name, publisher)));
  process.stdout.write(
    `${"npm install".padEnd(34)}packages      size   npx from an empty cache, median of ${rounds}\n`,
  );
  for (const [name, weight] of weights) {
    await orSayWhy(name, async () => void process.stdout.write(line(name, weight, await coldStartMs(name))));
  }
} finally {
  await registry.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** One package that cannot be weighed fails the whole, but takes no other along. */
async function orSayWhy(name: string, weigh: () => Promise<void>): Promise<void> {
  try {
    await registry.explaining(weigh);
  } catch (error) {
    process.exitCode = 1;
    process.stderr.write(`${name} was not weighed: ${error instanceof Error ? error.message : String(error)}\n`);
  }
}

/** The environment of somebody new, with a home folder and caches of their own. */
function machine(name: string): Record<string, string> {
  const own = join(folder, name);
  mkdirSync(own);
  return cleanMachine(own, registry.url);
}

async function installed(name: string, env: Record<string, string>): Promise<Weight> {
  const cwd = emptyProject(folder, `installed/${name}`);
  await run("npm", ["install", "--ignore-scripts", name], { cwd, env });
  return weightOf(cwd);
}

/** How long `npx <name> …` takes for somebody who never installed anything; undefined for a package without commands. */
async function coldStartMs(name: string): Promise<number | undefined> {
  const args = commands[name];
  if (args === undefined) return undefined;
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const env = { ...machine(`${name.replace("/", "-")}-${round}`), npm_config_ignore_scripts: "true" };
    const cwd = emptyProject(folder, `started/${name}-${round}`);
    const begun = performance.now();
    await run("npx", ["--yes", name, ...args], { cwd, env });
    times.push(performance.now() - begun);
  }
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)];
}

function line(name: string, { packages, bytes }: Weight, coldMs: number | undefined): string {
  const size = `${(bytes / 1e6).toFixed(2).padStart(7)} MB`;
  const cold =
    coldMs === undefined ? "" : `   ${(coldMs / 1000).toFixed(1)} s (${[name, ...(commands[name] ?? [])].join(" ")})`;
  return `${name.padEnd(34)}${String(packages).padStart(8)}${size}${cold}\n`;
}
