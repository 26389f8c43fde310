// Shows how the contract differs from the last released one, what version that needs, and how Redocly scores it.
// `--released`, `--current` and `--changesets` name other folders than this workspace's.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { largest } from "./contract/bump.ts";
import { forgottenCarriers } from "./contract/carriers.ts";
import { contractPackage, judgeContract } from "./contract/governance.ts";
import { acceptedLosses, judgeScore, scoreOf } from "./contract/score.ts";
import { workspacePackages, workspaceRoot } from "./workspace-packages.ts";

const folder = (path: string): { readonly type: "string"; readonly default: string } => ({
  type: "string",
  default: join(workspaceRoot, path),
});
const { values: folders } = parseArgs({
  options: {
    released: folder("scripts/contract/released"),
    current: folder("openapi/generated"),
    changesets: folder(".changeset"),
  },
});
const { changes, problems } = await judgeContract(folders);
const forgotten = forgottenCarriers(folders.changesets, contractPackage, workspacePackages());

if (changes === undefined) process.stdout.write("No contract has been released yet: nothing to compare with.\n");
else {
  for (const { bump, text } of changes) process.stdout.write(`${bump.padEnd(5)}  ${text}\n`);
  process.stdout.write(
    `Since the last release: ${changes.length} changes, which need: ${largest(changes.map(({ bump }) => bump))}\n`,
  );
}

const score = judgeScore(await scoreOf(join(folders.current, "openapi.json")), acceptedLosses);
process.stdout.write(`${score.lines.join("\n")}\n`);

const faults = [...problems, ...forgotten, ...score.problems];
for (const fault of faults) process.stderr.write(`${fault}\n`);
if (faults.length > 0) process.exitCode = 1;
