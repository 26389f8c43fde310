import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import process from "node:process";
import { fileURLToPath } from "node:url";

/** A server under load. */
export interface BenchServer {
  readonly port: number;
  /** Seconds of processor time that it has used. */
  processorSeconds(): number;
  stop(): Promise<void>;
}

// Server and load on a core each, where the machine lets us say so.
const canPin = availableParallelism() > 1 && spawnSync("taskset", ["--version"]).status === 0;

/** Keeps the load on the second core. */
export function pinLoad(): void {
  if (canPin) spawnSync("taskset", ["--pid", "--cpu-list", "1", String(process.pid)]);
}

/** Starts a script of this package on the first core and waits for its ready line. */
export async function startServer(script: string, args: readonly string[]): Promise<BenchServer> {
  const command = [process.execPath, fileURLToPath(new URL(script, import.meta.url)), ...args];
  const pinned = canPin ? ["taskset", "--cpu-list", "0", ...command] : command;
  const child = spawn(pinned[0] ?? "", pinned.slice(1), { stdio: ["ignore", "pipe", "inherit"] });
  const port = await portOf(child);
  return {
    port,
    processorSeconds: () => processorSeconds(child.pid),
    stop: async () => {
      child.kill();
      await once(child, "close");
    },
  };
}

// Fields 14 and 15 of proc(5), in ticks of 10 ms; elsewhere than on Linux the clock has to do.
function processorSeconds(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "latin1").split(") ")[1]?.split(" ") ?? [];
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return performance.now() / 1000;
  }
}

async function portOf(child: ChildProcess): Promise<number> {
  let text = "";
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk);
    const port = /^Live sessions at .*?(?:"port":|:)(\d+)\D*$/m.exec(text)?.[1];
    if (port !== undefined) return Number(port);
  }
  throw new Error(`A server did not start: ${text}`);
}
