import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** What came back for one request. */
export interface RawAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

interface Waiter {
  readonly method: string;
  readonly resolve: (answer: RawAnswer | undefined) => void;
  readonly reject: (error: Error) => void;
}

const HEAD_END = "\r\n\r\n";

/**
 * One TCP connection: bytes go out as they are, answers come back in the order of the requests. It reads HTTP with no help
 * of the server's own library, and takes a length in bytes alone.
 */
export class RawConnection {
  readonly socket: Socket;
  #received: Buffer = Buffer.alloc(0);
  #hasEnded = false;
  readonly #waiters: Waiter[] = [];

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on("data", (chunk: Buffer) => {
      this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
      this.#deliver();
    });
    // A reset is an end like any other: what matters is how far the answers came.
    socket.on("error", () => {});
    socket.on("close", () => {
      this.#hasEnded = true;
      this.#deliver();
    });
  }

  /** @throws when nothing takes the connection */
  static async open(base: string): Promise<RawConnection> {
    const { hostname, port } = new URL(base);
    const socket = connect({ port: Number(port), host: hostname, noDelay: true });
    await once(socket, "connect");
    return new RawConnection(socket);
  }

  send(bytes: string | Uint8Array): void {
    this.socket.write(bytes);
  }

  /**
   * The next answer.
   *
   * @param method of its request, as an answer to HEAD has no body
   * @returns undefined when the connection was closed before its first byte
   * @throws when it was closed within the answer, or what came is no answer
   */
  answer(method = "GET"): Promise<RawAnswer | undefined> {
    return new Promise((resolve, reject) => {
      this.#waiters.push({ method, resolve, reject });
      this.#deliver();
    });
  }

  /** Bytes that no answer has taken. */
  get rest(): string {
    return this.#received.toString("latin1");
  }

  close(): void {
    this.socket.destroy();
  }

  #deliver(): void {
    for (let waiter = this.#waiters[0]; waiter; waiter = this.#waiters[0]) {
      try {
        const answer = this.#take(waiter.method);
        if (!answer && !this.#hasEnded) return;
        if (!answer && this.#received.length > 0) throw new Error(`The answer was cut: ${this.rest.slice(0, 200)}`);
        waiter.resolve(answer);
      } catch (error) {
        waiter.reject(error instanceof Error ? error : new Error(String(error)));
      }
      this.#waiters.shift();
    }
  }

  #take(method: string): RawAnswer | undefined {
    const end = this.#received.indexOf(HEAD_END);
    if (end < 0) return undefined;
    const [first = "", ...lines] = this.#received.toString("latin1", 0, end).split("\r\n");
    const [, code] = /^HTTP\/1\.1 (\d{3}) /.exec(first) ?? [];
    if (code === undefined) throw new Error(`This is no answer: ${first.slice(0, 200)}`);
    const headers = new Map(lines.map(headerOf));
    const status = Number(code);
    const hasBody = method !== "HEAD" && status >= 200 && status !== 204 && status !== 304;
    const from = end + HEAD_END.length;
    const to = from + (hasBody ? lengthOf(headers) : 0);
    if (this.#received.length < to) return undefined;
    const body = this.#received.toString("utf8", from, to);
    this.#received = this.#received.subarray(to);
    return { status, headers, body };
  }
}

function headerOf(line: string): [string, string] {
  const colon = line.indexOf(":");
  return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
}

function lengthOf(headers: ReadonlyMap<string, string>): number {
  const length = headers.get("content-length");
  if (length === undefined) throw new Error("The answer has no length.");
  return Number(length);
}
