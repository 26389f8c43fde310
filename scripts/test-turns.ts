import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Hands out turns, so that no more test files run at a time than there are turns, whatever package they are of. */
export interface Turns {
  /** Where to ask: a client that connects is told by a byte that it has a turn, and keeps it until it disconnects. */
  readonly path: string;
  close(): Promise<void>;
}

/** Opens a place where test files wait for their turn, in the order in which they come. */
export async function openTurns(count: number): Promise<Turns> {
  const folder = mkdtempSync(join(tmpdir(), "live-sessions-turns-"));
  const path = process.platform === "win32" ? `\\\\.\\pipe\\${folder}` : join(folder, "turns");
  const waiting: Socket[] = [];
  const running = new Set<Socket>();
  const next = (): void => {
    while (running.size < count) {
      const socket = waiting.shift();
      if (socket === undefined) return;
      running.add(socket);
      socket.write(".");
    }
  };
  const server = createServer((socket) => {
    // A worker that is killed takes its turn with it: the system closes its end.
    socket
      .on("error", () => undefined)
      .on("close", () => {
        running.delete(socket);
        const place = waiting.indexOf(socket);
        if (place >= 0) waiting.splice(place, 1);
        next();
      });
    socket.resume();
    waiting.push(socket);
    next();
  });
  await once(server.listen(path), "listening");
  return {
    path,
    close: async () => {
      for (const socket of [...waiting, ...running]) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
