import { execFile, spawn } from "node:child_process";
import { join } from "node:path";
import { suiteCli } from "../src/contract.ts";
import { docsRoot } from "../src/site-paths.ts";

/** The key that {@link judge} shows to a provisioner. */
export const PROVISIONER_KEY = "a provisioning key";

/** A program of the guides that serves until it is stopped. */
export interface StartedExample {
  /** Where it serves, as it has printed it. */
  readonly url: string;
  stop(): void;
}

/** Starts a program on a database and waits until it has printed its URL. `file` is relative to `examples`. */
export function startExample(command: string, file: string, database: string): Promise<StartedExample> {
  const child = spawn(command, [join(docsRoot, "examples", file)], {
    env: { ...process.env, DATABASE: database, PROVISIONER_KEY, PORT: "0" },
    stdio: ["ignore", "pipe", "ignore"],
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject).once("exit", (code) => reject(new Error(`${file} ended with ${code}`)));
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      const [, url] = / at (http\S+)/.exec(text) ?? [];
      if (url !== undefined) resolve({ url, stop: () => child.kill() });
    });
  });
}

/** Runs the suite on a deployment, with data that a provisioner makes. */
export function judge(
  baseUrl: string,
  provisionerUrl: string,
  ...flags: readonly string[]
): Promise<{ code: number; output: string }> {
  const args = [suiteCli(), "run", "--base-url", baseUrl, "--provisioner", provisionerUrl, ...flags];
  const env = { ...process.env, LIVE_SESSIONS_PROVISIONER_AUTHORIZATION: PROVISIONER_KEY };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, { env, maxBuffer: 16 * 1024 * 1024 }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? 1, output: stdout + stderr }),
    );
  });
}
