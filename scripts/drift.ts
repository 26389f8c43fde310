// Fails when a generated file differs from what its source gives now, or is not in git.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { generatedFingerprint } from "./generated-files.ts";
import { runCommand } from "./run-command.ts";
import { type WorkspacePackage, workspacePackages, workspaceRoot } from "./workspace-packages.ts";

const remedy = "npx -y pnpm@12.21.0 generate";

/** What is wrong with the generated files of one package; empty when nothing is. */
async function driftOf({ directory, path, scripts }: WorkspacePackage): Promise<string[]> {
  if (scripts["generate"] === undefined) {
    return existsSync(join(directory, "generated")) ? [`${path}/generated lies there, but no script generates it`] : [];
  }
  const before = generatedFingerprint(directory);
  const { code, output } = await runCommand("node", ["scripts/generate.ts", "--check"], directory);
  const problems = code === 0 ? [] : [`${path}: generated files differ from their source\n${output.trimEnd()}`];
  // A generator that does not know --check writes, and would leave nothing to find.
  if (generatedFingerprint(directory) !== before) problems.push(`${path}: scripts/generate.ts --check wrote files`);
  return [...problems, ...(await untracked(path))];
}

async function untracked(path: string): Promise<string[]> {
  // Without --exclude-standard: a generated file that .gitignore hides is missing on a fresh clone just the same.
  const { output } = await runCommand("git", ["ls-files", "--others", "--", `${path}/generated`], workspaceRoot);
  return output.split("\n").flatMap((file) => (file === "" ? [] : [`${file} is generated, but not in git: add it`]));
}

const packages = workspacePackages();
const problems: string[] = [];
// One after the other: the contract's check reads the bundle that the document's check has just judged.
for (const candidate of packages) problems.push(...(await driftOf(candidate)));

if (problems.length > 0) {
  process.stderr.write(`${problems.join("\n")}\n\nRun \`${remedy}\` and commit what it writes.\n`);
  process.exitCode = 1;
} else {
  const generators = packages
    .filter((candidate) => candidate.scripts["generate"] !== undefined)
    .map(({ path }) => path);
  process.stdout.write(`Generated files are fresh: ${generators.join(", ")}\n`);
}
