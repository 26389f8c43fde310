import { runChecks } from "./checks.ts";

// Loaded by a page, which calls `run` with the server's origin.

async function run(origin: string): Promise<{ runtime: string; outcomes: Record<string, string> }> {
  return { runtime: navigator.userAgent, outcomes: await runChecks(origin) };
}

Object.assign(globalThis, { run });
