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

/** A PostgreSQL in a process of its own. */
export interface Cluster {
  readonly url: string;
  /** Stops it, or starts it again on the same port with the same data. */
  readonly turn: (to: "stop" | "start") => Promise<void>;
  /** Ends it for good. */
  readonly stop: () => Promise<void>;
}

/** Starts a PostgreSQL. */
export async function startCluster(): Promise<Cluster> {
  const script = fileURLToPath(new URL("postgres-cluster-process.ts", import.meta.url));
  const child = spawn(process.execPath, [script], { stdio: ["pipe", "pipe", "inherit"] });
  const closed = once(child, "close");
  const [line] = (await Promise.race([once(child.stdout, "data"), closed])) as [unknown];
  if (!Buffer.isBuffer(line)) throw new Error("PostgreSQL did not start.");
  return {
    url: line.toString().trim(),
    turn: async (to) => {
      child.stdin.write(`${to}\n`);
      await once(child.stdout, "data");
    },
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
