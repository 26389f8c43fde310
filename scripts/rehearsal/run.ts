// Of our own: tinyexec ends the command that it ran, not what that started, and a rehearsal leaves nothing behind.
import { type ChildProcess, spawn } from "node:child_process";

/** How a command came out. */
export interface RunResult {
  /** Its exit code; 1 when a signal ended it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Both, in the order in which they arrived. */
  readonly output: string;
}

/** Where and with what a command runs. */
export interface RunOptions {
  readonly cwd: string;
  /** Default: this process's own. */
  readonly env?: NodeJS.ProcessEnv;
  /** An exit code that is not a failure, apart from 0. */
  readonly alsoFine?: number;
}

/** How long a command may take before it is killed with whatever it started. */
const killAfterMs = 600_000;

/** Leaders of process groups that were started here and have not ended. */
const running = new Set<ChildProcess>();

const killAll = (): void => {
  for (const child of running) killGroup(child);
};

process.once("exit", killAll);
/** What is still to be done when a signal ends this process. */
const whenInterrupted: (() => void)[] = [];

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    killAll();
    for (const act of whenInterrupted) act();
    // Another listener ends this process in order; where nobody does, the signal does what it would have done.
    setTimeout(() => process.kill(process.pid, signal), 200);
  });
}

/** Has `act` done before a signal ends this process. */
export function onInterruption(act: () => void): void {
  whenInterrupted.push(act);
}

/**
 * Runs `command` without a shell and without stdin until it ends.
 *
 * @throws with what it printed when it exits with another code than 0 or `alsoFine`; when it cannot be started; when it
 *   takes more than ten minutes.
 */
export async function run(command: string, args: readonly string[], options: RunOptions): Promise<RunResult> {
  const child = startGroup(command, args, options);
  let stdout = "";
  let stderr = "";
  let output = "";
  child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
    stdout += chunk;
    output += chunk;
  });
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
    stderr += chunk;
    output += chunk;
  });
  const timer = setTimeout(() => killGroup(child), killAfterMs);
  try {
    const code = await ended(child);
    if (code === 0 || code === options.alsoFine) return { code, stdout, stderr, output };
    const commandLine = [command, ...args].join(" ").slice(0, 200);
    throw new Error(`${commandLine} exited with ${code} in ${options.cwd}:\n${output}`);
  } finally {
    clearTimeout(timer);
  }
}

/** Starts `command` as the leader of a process group, which ends at the latest with this process. */
export function startGroup(command: string, args: readonly string[], { cwd, env }: RunOptions): ChildProcess {
  const child = spawn(command, args, {
    cwd,
    env: env ?? process.env,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  running.add(child);
  child.once("close", () => running.delete(child));
  return child;
}

/** Its exit code once it has ended; 1 when a signal ended it. Rejects when it could not be started. */
function ended(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}

/** Kills the process and everything that it started. */
export function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    // ESRCH: nothing of the group is left, which is what was wanted.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
