import { x } from "tinyexec";

/** How a command that ran to its end came out. */
export interface CommandResult {
  /** Its exit code; 1 when a signal ended it. */
  readonly code: number;
  /** What it wrote to stdout and stderr, line by line as it arrived. */
  readonly output: string;
}

/**
 * Runs `command` with `args` in `cwd`, without a shell and without stdin, and keeps its output. Commands of the nearest
 * `node_modules/.bin` are found by their names, on Windows too.
 *
 * @throws when it cannot be started (not installed, no such folder).
 */
export async function runCommand(command: string, args: readonly string[], cwd: string): Promise<CommandResult> {
  const running = x(command, [...args], { nodeOptions: { cwd, stdio: ["ignore", "pipe", "pipe"] } });
  let output = "";
  for await (const line of running) output += `${line}\n`;
  return { code: (await running).exitCode ?? 1, output };
}
