// Shows how the contract differs from the last released one, what version that needs, and how Redocly scores it.
import { join } from "node:path";
import { largest } from "./contract/bump.ts";
import { redocly } from "./contract/changes.ts";
import { judgeContract } from "./contract/governance.ts";
import { workspaceRoot } from "./workspace-packages.ts";

const current = join(workspaceRoot, "openapi/generated");
const released = join(workspaceRoot, "scripts/contract/released");
const { changes, problems } = await judgeContract({ released, current, changesets: join(workspaceRoot, ".changeset") });

if (changes === undefined) process.stdout.write("No contract has been released yet: nothing to compare with.\n");
else {
  for (const { bump, text } of changes) process.stdout.write(`${bump.padEnd(5)}  ${text}\n`);
  process.stdout.write(
    `Since the last release: ${changes.length} changes, which need: ${largest(changes.map(({ bump }) => bump))}\n`,
  );
}

const { agentReadiness, subscores } = JSON.parse(
  await redocly("score", join(current, "openapi.json"), "--format", "json"),
) as {
  agentReadiness: number;
  subscores: Record<string, number>;
};
const parts = Object.entries(subscores).map(([name, score]) => `${name} ${score}`);
process.stdout.write(`Redocly's score: ${agentReadiness} of 100 (${parts.join(", ")})\n`);

for (const problem of problems) process.stderr.write(`${problem}\n`);
if (problems.length > 0) process.exitCode = 1;
