import { spawn } from "node:child_process";

/** How a command that ran to its end came out. */
export interface CommandResult {
  /** Its exit code; 1 when a signal ended it. */
  readonly code: number;
  /** What it wrote to stdout and stderr, in the order in which it arrived. */
  readonly output: string;
}

/**
 * Runs `command` with `args` in `cwd`, without a shell and without stdin, and keeps its output.
 *
 * @throws when it cannot be started (not installed, no such folder).
 */
export function runCommand(command: string, args: readonly string[], cwd: string): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const keep = (chunk: string): void => {
      output += chunk;
    };
    child.stdout.setEncoding("utf8").on("data", keep);
    child.stderr.setEncoding("utf8").on("data", keep);
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? 1, output }));
  });
}
