import { connect, createServer, type Server, type Socket } from "node:net";
import { validateErrorBody } from "@live-sessions/contract/validators";
import { describe, expect, it } from "vitest";
import { emptyPostgres } from "../databases.ts";
import { startMs } from "../pace.ts";
import { Sandbox } from "../program.ts";
import { list, oneEntity } from "../scenario.ts";

/** Of the time that a server takes to start: enough for any query of a database that speaks. */
const QUERY_STARTS = 5;
/** Longer than any test. */
const DAY_MS = 86_400_000;

/** A line to a PostgreSQL that can fall silent: nothing comes through, nothing is closed. */
class Line implements AsyncDisposable {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  isSilent = false;

  constructor(target: URL) {
    this.#server = createServer({ noDelay: true }, (near) => {
      const far = connect({ host: target.hostname, port: Number(target.port), noDelay: true });
      for (const [from, to] of [[near, far] as const, [far, near] as const]) {
        this.#sockets.add(from);
        from.on("data", (bytes) => this.isSilent || to.write(bytes));
        from.on("error", () => to.destroy());
        from.on("close", () => {
          this.#sockets.delete(from);
          if (!this.isSilent) to.destroy();
        });
      }
    });
  }

  listen(): Promise<number> {
    return new Promise((resolve) => {
      this.#server.listen(0, "127.0.0.1", () => {
        const address = this.#server.address();
        resolve(typeof address === "object" ? (address?.port ?? 0) : 0);
      });
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

describe("a PostgreSQL that falls silent", () => {
  async function lineTo(database: string): Promise<{ readonly line: Line; readonly url: URL }> {
    const url = new URL(database);
    const line = new Line(new URL(url));
    url.port = String(await line.listen());
    return { line, url };
  }

  it("makes requests 500 when their time is over, and all is well when it speaks again", async () => {
    await using sandbox = new Sandbox();
    const { line, url } = await lineTo(await emptyPostgres());
    await using _ = line;
    url.searchParams.set("query_timeout", String(QUERY_STARTS * (await startMs(sandbox))));
    const server = await sandbox.serve(["--database", url.href]);
    const entity = await oneEntity(server.provisioning, [{}]);
    const status = async (): Promise<number> => (await list(server.list, entity)).status;
    expect(await status()).toBe(200);
    line.isSilent = true;
    const failed = await list(server.list, entity);
    expect([failed.status, validateErrorBody(await failed.json())]).toEqual([500, []]);
    line.isSilent = false;
    await expect.poll(status).toBe(200);
  });

  it("is told by readiness without waiting for it, and does not hold up a stop", async () => {
    await using sandbox = new Sandbox();
    const { line, url } = await lineTo(await emptyPostgres());
    await using _ = line;
    url.searchParams.set("query_timeout", String(DAY_MS));
    const server = await sandbox.serve(["--database", url.href, "--operations-port", "0"]);
    await expect.poll(async () => (await fetch(`${server.operations}/readyz`)).status).toBe(200);
    line.isSilent = true;
    expect((await fetch(`${server.operations}/readyz`)).status).toBe(503);
    expect((await server.stop()).code).toBe(0);
  });
});
