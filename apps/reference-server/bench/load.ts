import { connect, type Socket } from "node:net";

/** Requests to send, each as it stands on the wire; the load takes one after the other, and begins again at the end. */
export type Requests = readonly string[];

/** The text of a GET. */
export function get(target: string, authorization: string, headers = ""): string {
  return `GET ${target} HTTP/1.1\r\nHost: lists.example.com\r\nAuthorization: ${authorization}\r\n${headers}\r\n`;
}

/**
 * Sends requests over keep-alive connections, one at a time on each, for `seconds`, or each of them once.
 *
 * @returns how many were answered
 * @throws when an answer has not the status that is expected
 */
export async function load(
  port: number,
  requests: Requests,
  {
    status = 200,
    connections = 16,
    seconds = 1,
    staysAwake = true,
    once = false,
  }: { status?: number; connections?: number; seconds?: number; staysAwake?: boolean; once?: boolean } = {},
): Promise<number> {
  const until = performance.now() + seconds * 1000;
  let next = 0;
  let answers = 0;
  const run = async (): Promise<void> => {
    const connection = new Connection(port);
    while (once ? next < requests.length : performance.now() < until) {
      const request = requests[next % requests.length] ?? "";
      next += 1;
      await connection.send(request, status);
      answers += 1;
    }
    connection.close();
  };
  const awake = staysAwake ? stayAwake() : undefined;
  await Promise.all(Array.from({ length: connections }, run));
  awake?.stop();
  return answers;
}

// A core that sleeps until an answer comes has to be woken by the process that sends it, on a virtual machine at a price above that
// of the answer itself. It would stand in the account of the slower server alone, as the faster one keeps the load busy.
function stayAwake(): { stop: () => void } {
  let next = setImmediate(function again() {
    next = setImmediate(again);
  });
  return { stop: () => clearImmediate(next) };
}

/** Sends each request once, one after the other. @returns the time of each in milliseconds */
export async function times(port: number, requests: Requests): Promise<number[]> {
  const connection = new Connection(port);
  const milliseconds: number[] = [];
  for (const request of requests) {
    const startedAt = performance.now();
    await connection.send(request, 200);
    milliseconds.push(performance.now() - startedAt);
  }
  connection.close();
  return milliseconds;
}

// As little work as can be: the end of the head, the status, the length, and then bytes are counted.
class Connection {
  readonly #socket: Socket;
  #missing = 0;
  #answered: (status: number) => void = () => {};
  #status = 0;

  constructor(port: number) {
    this.#socket = connect(port, "127.0.0.1").setNoDelay(true);
    this.#socket.on("data", (chunk) => this.#read(chunk));
  }

  async send(request: string, status: number): Promise<void> {
    const got = await new Promise<number>((resolve) => {
      this.#answered = resolve;
      this.#socket.write(request);
    });
    if (got !== status) throw new Error(`Status ${got} instead of ${status} for ${request.slice(0, 100)}`);
  }

  close(): void {
    this.#socket.destroy();
  }

  #read(chunk: Buffer): void {
    if (this.#missing > 0) this.#missing -= chunk.byteLength;
    else {
      const end = chunk.indexOf("\r\n\r\n");
      const head = chunk.toString("latin1", 0, end);
      this.#status = Number(head.slice(9, 12));
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
      this.#missing = length - (chunk.byteLength - end - 4);
    }
    if (this.#missing <= 0) this.#answered(this.#status);
  }
}
