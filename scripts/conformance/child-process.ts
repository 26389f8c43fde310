// Of our own: a Ctrl-C is passed on once, waited for, and what is left of the group is killed; tinyexec knows no groups.
import { type ChildProcess, spawn } from "node:child_process";

/** How long a child may take to end by itself before it is killed. */
const graceMs = 5000;

/** A process that leads a group of its own, so that whatever it starts ends with it. */
export interface OwnedProcess {
  readonly child: ChildProcess;
  /** Its exit code once it has ended; 1 when a signal ended it. Rejects when it could not be started. */
  readonly ended: Promise<number>;
  /** Sends `signal` to it, waits for its end, and kills what is left of its group after five seconds. */
  stop(signal: NodeJS.Signals): Promise<void>;
}

/** Settings of {@link startProcess}. */
export interface ProcessOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly stdio: "inherit" | ["ignore", "pipe", "pipe"];
}

/**
 * Starts Node (this process's own) on `args`.
 *
 * A terminal's Ctrl-C reaches this process alone, because the child stands in another group: the owner of the child
 * passes the signal on, once, and waits.
 */
export function startProcess(args: readonly string[], { env, stdio }: ProcessOptions): OwnedProcess {
  const child = spawn(process.execPath, args, { env, stdio, detached: true });
  const ended = new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    const kill = setTimeout(() => signalGroup(child), graceMs);
    await ended.catch(() => undefined);
    clearTimeout(kill);
    signalGroup(child);
  };
  return { child, ended, stop };
}

function signalGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    // ESRCH: nothing of the group is left, which is what was wanted.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
