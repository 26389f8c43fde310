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
  residentBytes(): number;
  stop(): Promise<void>;
}

// Whatever goes wrong, nothing is left running.
const children = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of children) child.kill();
});

// Server and load on a core each, where the machine lets us say so.
const canPin = availableParallelism() > 1 && spawnSync("taskset", ["--version"]).status === 0;

/** Keeps the load on the second core. */
export function pinLoad(): void {
  if (canPin) spawnSync("taskset", ["--pid", "--cpu-list", "1", String(process.pid)]);
}

/** Starts a script of this package on the first core and waits for its ready line. */
export async function startServer(script: string, args: readonly string[]): Promise<BenchServer> {
  return started([process.execPath, fileURLToPath(new URL(script, import.meta.url)), ...args], READY);
}

/** Starts Prism on the document, on the first core. */
export function startPrism(): Promise<BenchServer> {
  const cli = fileURLToPath(import.meta.resolve("@stoplight/prism-cli/dist/index.js"));
  const document = fileURLToPath(import.meta.resolve("@live-sessions/openapi/openapi.json"));
  return started([process.execPath, cli, "mock", document, "--port", "0", "--host", "127.0.0.1"], PRISM_READY);
}

/** Starts a process that begins a session of an entity of its own every 10 ms, on the second core. */
export async function startWriter(file: string): Promise<{ stop: () => Promise<void> }> {
  const script = fileURLToPath(new URL("writer.ts", import.meta.url));
  const child = spawn(process.execPath, [script, file], { stdio: ["ignore", "pipe", "inherit"] });
  children.add(child);
  await once(child.stdout, "data");
  return { stop: () => stopped(child) };
}

const READY = /^Live sessions at .*?(?:"port":|:)(\d+)\D*$/m;
const PRISM_READY = /listening on http:\/\/[^:]*:(\d+)/;

async function started(command: readonly string[], ready: RegExp): Promise<BenchServer> {
  const pinned = canPin ? ["taskset", "--cpu-list", "0", ...command] : [...command];
  const child = spawn(pinned[0] ?? "", pinned.slice(1), { stdio: ["ignore", "pipe", "inherit"] });
  children.add(child);
  const port = await portOf(child, ready);
  return {
    port,
    processorSeconds: () => processorSeconds(child.pid),
    residentBytes: () => residentBytes(child.pid),
    stop: () => stopped(child),
  };
}

async function stopped(child: ChildProcess): Promise<void> {
  const closed = once(child, "close");
  child.kill();
  await closed;
}

function residentBytes(pid: number | undefined): number {
  const kibibytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "latin1"))?.[1];
  return Number(kibibytes) * 1024;
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

// What comes after the line is read too, and dropped: a server whose log nobody reads would end.
function portOf(child: ChildProcess, ready: RegExp): Promise<number> {
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout?.on("data", (chunk) => {
      if (ready.test(text)) return;
      text += String(chunk);
      const port = ready.exec(text)?.[1];
      if (port !== undefined) resolve(Number(port));
    });
    child.once("close", () => reject(new Error(`A server did not start: ${text}`)));
  });
}
