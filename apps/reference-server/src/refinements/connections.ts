import type { Server, ServerResponse } from "node:http";
import { type Socket, Server as TcpServer } from "node:net";
import { setImmediate as nextTurn } from "node:timers/promises";

// What a client may take between an answer and its next request and still have it answered while we stop.
const LINGER_MS = 500;

/**
 * The connections of a server and the answers that they are owed, so that it can stop without failing a request whose
 * bytes it has read.
 *
 * A connection ends with an answer that says `Connection: close` (RFC 9112 §9.6). One on which nothing is under way is given
 * half a second for its next request: closed at once, it would reset the request that is on its way.
 */
export class Connections {
  readonly #server: Server;
  // With the response to the request that came last on each.
  readonly #open = new Map<Socket, ServerResponse | undefined>();
  #accepted = 0;
  #isDraining = false;

  constructor(server: Server) {
    this.#server = server;
    server.on("connection", (socket) => {
      this.#accepted += 1;
      this.#open.set(socket, undefined);
      socket.once("close", () => this.#open.delete(socket));
    });
  }

  /** To be called with each response before it is written. */
  begin(response: ServerResponse): void {
    const { socket } = response.req;
    if (this.#isDraining) {
      // Nothing may follow the answer that says close, so of requests in a pipeline the last one's says it.
      this.#keepAlive(socket, true);
      response.shouldKeepAlive = false;
    }
    this.#open.set(socket, response);
  }

  /** The response to the request that came last on a connection; undefined before the first. */
  newest(socket: Socket): ServerResponse | undefined {
    return this.#open.get(socket);
  }

  /** From now on each connection is closed after the last answer that it is owed, and after its next one. */
  drain(): void {
    if (this.#isDraining) return;
    this.#isDraining = true;
    this.#server.keepAliveTimeout = LINGER_MS;
    for (const socket of this.#open.keys()) this.#keepAlive(socket, false);
  }

  /** Takes no more connections, lets requests under way finish, and cuts what is left after `graceMs`. */
  async stop(graceMs: number): Promise<void> {
    this.drain();
    await this.#waitingAreAccepted();
    // A turn later: what has arrived by then is read first.
    const lingered = setTimeout(() => setImmediate(() => this.#closeSilent()), LINGER_MS);
    const deadline = setTimeout(() => this.#server.closeAllConnections(), graceMs);
    // The HTTP server's own close would end every connection at once on which nothing is under way.
    await new Promise<void>((resolve) => void TcpServer.prototype.close.call(this.#server, () => resolve()));
    clearTimeout(lingered);
    clearTimeout(deadline);
  }

  // The kernel takes connections for us, and we accept one in each turn of the loop. Closing would reset those that wait,
  // with requests in them; so it comes when two turns in a row have brought none, or, as it may never come to that, late.
  async #waitingAreAccepted(): Promise<void> {
    const deadline = performance.now() + LINGER_MS;
    for (let quietTurns = 0; quietTurns < 2 && performance.now() < deadline; ) {
      const before = this.#accepted;
      await nextTurn();
      quietTurns = this.#accepted === before ? quietTurns + 1 : 0;
    }
  }

  #keepAlive(socket: Socket, shouldKeepAlive: boolean): void {
    const response = this.#open.get(socket);
    if (response && !response.headersSent) response.shouldKeepAlive = shouldKeepAlive;
  }

  #closeSilent(): void {
    this.#server.closeIdleConnections();
    // To Node, one that has not sent a byte yet is not an idle one.
    for (const socket of this.#open.keys()) if (socket.bytesRead === 0) socket.destroy();
  }
}
