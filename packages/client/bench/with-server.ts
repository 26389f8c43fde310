import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** Runs `measure` against a server in a process of its own which answers after `delayMs`. */
export async function withServer(delayMs: number, measure: (baseUrl: string) => Promise<void>): Promise<void> {
  const server = fork(fileURLToPath(new URL("server.ts", import.meta.url)), {
    env: { ...process.env, DELAY_MS: String(delayMs) },
  });
  try {
    const [port] = await once(server, "message");
    await measure(`http://127.0.0.1:${port}`);
  } finally {
    server.kill();
  }
}
