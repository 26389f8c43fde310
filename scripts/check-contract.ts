// Shows how the contract differs from the last released one, and what version that needs.
// `--released`, `--current` and `--changesets` name other folders than this workspace's.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { largest } from "./contract/bump.ts";
import { forgottenCarriers } from "./contract/carriers.ts";
import { contractPackage, judgeContract } from "./contract/governance.ts";
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

for (const problem of [...problems, ...forgotten]) {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
}
