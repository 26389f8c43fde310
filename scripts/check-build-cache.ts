// Fails unless a build that follows a build finds everything in the cache.
import { buildPlan } from "./turbo-plan.ts";
import { workspaceRoot } from "./workspace-packages.ts";

const plan = await buildPlan(workspaceRoot);
const missed = plan.filter(({ isCached }) => !isCached).map(({ id }) => id);
if (missed.length > 0 || plan.length === 0) {
  process.stderr.write(
    `Built a moment ago, yet to be run again (a task reads what a task writes): ${missed.join(", ")}\n`,
  );
  process.exitCode = 1;
} else {
  process.stdout.write(`All ${plan.length} tasks of a second build come from the cache.\n`);
}
