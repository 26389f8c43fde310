import { once } from "node:events";
import type { Sandbox } from "./program.ts";

/**
 * How long this machine takes just now to start a server: limits of a server that a test waits for are multiples of it, short
 * where nothing else runs and long enough where much does.
 *
 * @returns whole milliseconds
 */
export async function startMs(sandbox: Sandbox): Promise<number> {
  const begun = performance.now();
  const { child } = await sandbox.serve(["--database", ":memory:"]);
  const ms = Math.ceil(performance.now() - begun);
  const closed = once(child, "close");
  child.kill("SIGKILL");
  await closed;
  return ms;
}
