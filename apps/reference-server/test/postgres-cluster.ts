import { spawn } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** A PostgreSQL where tests may make databases: `postgres://user:password@host:port`. */
    postgresUrl: string;
  }
}

/** Starts a PostgreSQL in a process of its own. @returns its URL, and how to stop it */
export async function startCluster(): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const script = fileURLToPath(new URL("postgres-cluster-process.ts", import.meta.url));
  const child = spawn(process.execPath, [script], { stdio: ["pipe", "pipe", "inherit"] });
  const closed = once(child, "close");
  const [line] = (await Promise.race([once(child.stdout, "data"), closed])) as [unknown];
  if (!Buffer.isBuffer(line)) throw new Error("PostgreSQL did not start.");
  return {
    url: line.toString().trim(),
    stop: async () => {
      child.stdin.end();
      await closed;
    },
  };
}

/** One cluster for all test files. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await startCluster();
  project.provide("postgresUrl", url);
  return stop;
}
