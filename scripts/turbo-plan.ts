import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { turboEnvironment } from "./settle-generated.ts";

/** One task that `turbo run build` would run, or take from its cache. */
export interface PlannedTask {
  /** Package and task: `@live-sessions/contract#build`. */
  readonly id: string;
  /** Over everything that the task depends on; equal hashes mean that a cached result is used. */
  readonly hash: string;
  readonly isCached: boolean;
  /** Files that the hash covers, relative to the package. */
  readonly inputs: readonly string[];
}

interface DryRun {
  tasks: { taskId: string; hash: string; command: string; inputs: Record<string, string>; cache: { status: string } }[];
}

/**
 * What `turbo run build` would do in the workspace at `root`, found without doing it. Packages without the script of a
 * task are left out.
 *
 * @throws when turbo cannot be run or refuses the workspace.
 */
export async function buildPlan(root: string): Promise<PlannedTask[]> {
  const { stdout } = await promisify(execFile)("turbo", ["run", "build", "--dry=json"], {
    cwd: root,
    env: turboEnvironment(),
    maxBuffer: 64 * 1024 * 1024,
  });
  return (JSON.parse(stdout) as DryRun).tasks
    .filter(({ command }) => command !== "<NONEXISTENT>")
    .map(({ taskId, hash, cache, inputs }) => ({
      id: taskId,
      hash,
      isCached: cache.status === "HIT",
      inputs: Object.keys(inputs),
    }));
}
