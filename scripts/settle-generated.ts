import { spawnSync } from "node:child_process";

/** The environment of everything that a build starts: telemetry off. */
export function turboEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1", REDOCLY_TELEMETRY: "off" };
}

/**
 * Generates what is stale in the workspace at `root`, so that the tasks that come after hash files that stay as they are.
 *
 * Turbo counts an output that git tracks among the inputs of its own task, whatever `inputs` says. A generator that
 * writes another text than was there is therefore filed under a hash that never comes again, and so would be everything
 * that depends on it in the same run: the next build would do all of it once more.
 *
 * @returns turbo's exit code; other than 0 when a generator failed.
 */
export function settleGenerated(root: string): number {
  const { status, error } = spawnSync("turbo", ["run", "generate", "--output-logs=new-only"], {
    cwd: root,
    stdio: "inherit",
    env: turboEnvironment(),
  });
  if (error) throw error;
  return status ?? 1;
}
