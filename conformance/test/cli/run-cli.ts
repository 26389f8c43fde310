import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The built program. */
export const cliPath: string = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));

/** What a call of the program came to. */
export interface CliResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Settings of {@link runCli}. */
export interface CliSettings {
  /** Variables in addition to a bare environment. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Called once the process is there. */
  readonly onStart?: (child: ChildProcess) => void;
}

/** Runs the built program as anybody would; none of the variables of this process reach it but PATH. */
export function runCli(args: readonly string[], settings: CliSettings = {}): Promise<CliResult> {
  const child = spawn(process.execPath, [cliPath, ...args], {
    cwd: settings.cwd,
    env: { PATH: process.env["PATH"] ?? "", ...settings.environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  settings.onStart?.(child);
  return new Promise((resolve, reject) => {
    const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    child.once("error", reject);
    child.once("close", (code) =>
      resolve({
        exitCode: code ?? -1,
        stdout: Buffer.concat(stdout).toString("utf8"),
        stderr: Buffer.concat(stderr).toString("utf8"),
      }),
    );
  });
}

/** Makes an empty folder. */
export function makeFolder(): string {
  return mkdtempSync(join(tmpdir(), "live-sessions-cli-"));
}

/** Removes a folder with all that is in it. */
export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** Makes a folder, hands it to `use`, and removes it. */
export async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = makeFolder();
  try {
    return await use(folder);
  } finally {
    removeFolder(folder);
  }
}
