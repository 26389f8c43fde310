import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Hands out turns, so that no more test files run at a time than there are turns, whatever package they are of. A file that waits
 * for others half of its time takes half a turn.
 */
export interface Turns {
  /**
   * Where to ask: a client connects and says how many halves of a turn it takes, `1` or `2`. It is told by a byte that it has
   * them, and keeps them until it disconnects.
   */
  readonly path: string;
  close(): Promise<void>;
}

interface Client {
  readonly socket: Socket;
  readonly halves: number;
}

/** Opens a place where test files wait for their turn, in the order in which they come. */
export async function openTurns(count: number): Promise<Turns> {
  const folder = mkdtempSync(join(tmpdir(), "live-sessions-turns-"));
  const path = process.platform === "win32" ? `\\\\.\\pipe\\${folder}` : join(folder, "turns");
  const open = new Set<Socket>();
  const waiting: Client[] = [];
  const running = new Set<Client>();
  let free = 2 * count;
  const next = (): void => {
    for (let first = waiting[0]; first !== undefined && first.halves <= free; first = waiting[0]) {
      waiting.shift();
      running.add(first);
      free -= first.halves;
      first.socket.write(".");
    }
  };
  const leave = (client: Client): void => {
    const place = waiting.indexOf(client);
    if (place >= 0) waiting.splice(place, 1);
    if (running.delete(client)) free += client.halves;
    next();
  };
  const server = createServer((socket) => {
    open.add(socket);
    socket
      .on("error", () => undefined)
      .on("close", () => open.delete(socket))
      .once("data", (said) => {
        const client = { socket, halves: said.toString() === "1" ? 1 : 2 };
        // A worker that is killed takes its turn with it: the system closes its end.
        socket.on("close", () => leave(client)).resume();
        waiting.push(client);
        next();
      });
  });
  await once(server.listen(path), "listening");
  return {
    path,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
