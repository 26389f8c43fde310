import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const MAIN = fileURLToPath(new URL("../dist/main.js", import.meta.url));

/** A program that has ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program that serves. */
export interface Serving {
  readonly list: string;
  /** Only with `--operations-port`. */
  readonly operations: string;
  /** Only with `--ingest-port`. */
  readonly ingest: string;
  readonly provisioning: string;
  readonly child: ChildProcess;
  /** Waits for the end after a signal. */
  stop(signal?: NodeJS.Signals): Promise<Ended>;
}

/** Folders and programs of one test, all gone when it ends, in whichever way. */
export class Sandbox implements AsyncDisposable {
  readonly folder: string = mkdtempSync(join(tmpdir(), "live-sessions-"));
  readonly #children: ChildProcess[] = [];
  #isOver = false;

  constructor() {
    // A test that runs into its timeout stays where it hangs, and disposes of nothing.
    onTestFinished(() => this[Symbol.asyncDispose]());
  }

  file(name: string): string {
    return join(this.folder, name);
  }

  /** @param under a command that becomes the program: it gets the program's command line as its last arguments */
  start(
    args: readonly string[],
    environment: Record<string, string> = {},
    under: readonly string[] = [],
  ): ChildProcess {
    if (this.#isOver) throw new Error("The test is over.");
    const env = { PATH: process.env["PATH"] ?? "", ...environment };
    const [command = process.execPath, ...rest] = [...under, process.execPath, MAIN, ...args];
    const child = spawn(command, rest, { env, stdio: ["pipe", "pipe", "pipe"] });
    this.#children.push(child);
    return child;
  }

  async run(
    args: readonly string[],
    environment: Record<string, string> = {},
    under: readonly string[] = [],
  ): Promise<Ended> {
    const child = this.start(args, environment, under);
    child.stdin?.end();
    return ended(child);
  }

  async serve(
    args: readonly string[],
    environment: Record<string, string> = {},
    under: readonly string[] = [],
  ): Promise<Serving> {
    const ports = args.includes("--port") ? [] : ["--port", "0"];
    const child = this.start(["serve", ...ports, "--provisioning-port", "0", ...args], environment, under);
    const end = ended(child);
    const text = await Promise.race([outputUntil(child, "Provisioning at "), end.then((e) => e.stderr)]);
    const [, list] = /^Live sessions at (\S+)$/m.exec(text) ?? [];
    const [, operations = ""] = /^Operations at (\S+)$/m.exec(text) ?? [];
    const [, ingest = ""] = /^Ingest at (\S+)$/m.exec(text) ?? [];
    const [, provisioning] = /^Provisioning at (\S+)$/m.exec(text) ?? [];
    if (list === undefined || provisioning === undefined) throw new Error(`It did not start: ${text}`);
    return {
      list,
      provisioning,
      operations,
      ingest,
      child,
      stop: (signal = "SIGTERM") => {
        child.kill(signal);
        return end;
      },
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isOver = true;
    for (const child of this.#children) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill("SIGKILL");
      await once(child, "close");
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function ended(child: ChildProcess): Promise<Ended> {
  const stdout: string[] = [];
  const stderr: string[] = [];
  child.stdout?.setEncoding("utf8").on("data", (text: string) => void stdout.push(text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => void stderr.push(text));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, stdout: stdout.join(""), stderr: stderr.join("") };
}

/** What a program printed up to the end of the line that holds `needle`. */
export function outputUntil(child: ChildProcess, needle: string): Promise<string> {
  return new Promise((resolve) => {
    let text = "";
    const read = (chunk: string | Buffer): void => {
      text += chunk.toString();
      const at = text.indexOf(needle);
      if (at < 0 || text.indexOf("\n", at) < 0) return;
      child.stdout?.off("data", read);
      resolve(text);
    };
    child.stdout?.on("data", read);
  });
}
