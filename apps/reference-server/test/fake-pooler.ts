import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { Client } from "pg";

// What every client sends; a pooler sets it on the backends that it lends.
const KNOWN_PARAMETERS = new Set(["user", "database", "client_encoding"]);
const BACKENDS = 3;

/** A pooler in front of a PostgreSQL. */
export interface FakePooler extends AsyncDisposable {
  readonly url: string;
  /** How often a transaction got another backend than the one before on the same connection. */
  readonly changes: () => number;
}

interface Backend {
  readonly client: Client;
  readonly socket: Socket;
}

/**
 * Lends connections to PostgreSQL for a transaction, as PgBouncer does with `pool_mode = transaction`, and each next one to a
 * client that had another before: so whatever is kept on a connection shows. Startup parameters that it does not know are refused.
 */
export async function startFakePooler(url: string): Promise<FakePooler> {
  const backends = await Promise.all(Array.from({ length: BACKENDS }, () => connectBackend(url)));
  const lending = new Lending(backends);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.once("close", () => sockets.delete(socket)).on("error", () => {}));
    new PooledConnection(socket, lending);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const pooled = new URL(url);
  pooled.host = `127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  return {
    url: pooled.href,
    changes: () => lending.changes,
    [Symbol.asyncDispose]: async () => {
      server.close();
      for (const socket of [...sockets, ...backends.map((backend) => backend.socket)]) socket.destroy();
    },
  };
}

// node-postgres proves who we are; from then on the bytes are passed on.
async function connectBackend(url: string): Promise<Backend> {
  const client = new Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  const { connection } = client as unknown as { connection: { stream: Socket } };
  connection.stream.removeAllListeners("data");
  return { client, socket: connection.stream };
}

class Lending {
  changes = 0;
  readonly #free: Backend[];
  readonly #waiting: ((backend: Backend) => void)[] = [];

  constructor(backends: readonly Backend[]) {
    this.#free = [...backends];
  }

  async take(before: Backend | undefined): Promise<Backend> {
    const backend = this.#free.shift() ?? (await new Promise<Backend>((resolve) => this.#waiting.push(resolve)));
    if (before !== undefined && before !== backend) this.changes += 1;
    return backend;
  }

  giveBack(backend: Backend): void {
    const next = this.#waiting.shift();
    if (next) next(backend);
    else this.#free.push(backend);
  }
}

class PooledConnection {
  readonly #socket: Socket;
  readonly #lending: Lending;
  #fromClient: Buffer = Buffer.alloc(0);
  #fromBackend: Buffer = Buffer.alloc(0);
  #isStarted = false;
  #backend: Backend | undefined;
  #before: Backend | undefined;
  #awaited = 0;
  #forwarding: Promise<void> = Promise.resolve();

  constructor(socket: Socket, lending: Lending) {
    this.#socket = socket;
    this.#lending = lending;
    socket.on("data", (chunk: Buffer) => {
      this.#fromClient = Buffer.concat([this.#fromClient, chunk]);
      this.#forwarding = this.#forwarding.then(() => this.#read());
    });
  }

  async #read(): Promise<void> {
    if (!this.#isStarted) this.#start();
    // A type, a length that counts itself, and what it says.
    while (this.#isStarted && this.#fromClient.length >= 5) {
      const bytes = 1 + this.#fromClient.readUInt32BE(1);
      if (this.#fromClient.length < bytes) return;
      const message = this.#fromClient.subarray(0, bytes);
      this.#fromClient = this.#fromClient.subarray(bytes);
      await this.#forward(message);
    }
  }

  #start(): void {
    if (this.#fromClient.length < 4) return;
    const bytes = this.#fromClient.readUInt32BE(0);
    if (this.#fromClient.length < bytes) return;
    const names = this.#fromClient
      .toString("utf8", 8, bytes)
      .split("\0")
      .filter((_, n) => n % 2 === 0);
    this.#fromClient = this.#fromClient.subarray(bytes);
    const unknown = names.find((name) => name !== "" && !KNOWN_PARAMETERS.has(name));
    if (unknown !== undefined) {
      const fields = ["SFATAL", "C08P01", `Munsupported startup parameter: ${unknown}`, ""].join("\0");
      this.#socket.end(message("E", Buffer.from(`${fields}\0`)));
      return;
    }
    this.#isStarted = true;
    const [authenticated, key, idle] = [Buffer.alloc(4), Buffer.from([0, 0, 0, 1, 2, 3, 4, 5]), Buffer.from("I")];
    this.#socket.write(Buffer.concat([message("R", authenticated), message("K", key), message("Z", idle)]));
  }

  async #forward(bytes: Buffer): Promise<void> {
    const type = String.fromCharCode(bytes[0] ?? 0);
    if (type === "X") return void this.#socket.end();
    if (!this.#backend) await this.#borrow();
    // Query and Sync are answered by ReadyForQuery.
    if (type === "Q" || type === "S") this.#awaited += 1;
    this.#backend?.socket.write(bytes);
  }

  async #borrow(): Promise<void> {
    const backend = await this.#lending.take(this.#before);
    this.#backend = backend;
    this.#before = backend;
    backend.socket.on("data", this.#onAnswer);
  }

  readonly #onAnswer = (chunk: Buffer): void => {
    this.#socket.write(chunk);
    this.#fromBackend = Buffer.concat([this.#fromBackend, chunk]);
    for (;;) {
      const bytes = this.#fromBackend.length < 5 ? Number.POSITIVE_INFINITY : 1 + this.#fromBackend.readUInt32BE(1);
      if (this.#fromBackend.length < bytes) return;
      const answer = this.#fromBackend.subarray(0, bytes);
      this.#fromBackend = this.#fromBackend.subarray(bytes);
      if (answer[0] === "Z".charCodeAt(0)) this.#ready(String.fromCharCode(answer[5] ?? 0));
    }
  };

  #ready(status: string): void {
    this.#awaited -= 1;
    if (this.#awaited > 0 || status !== "I" || !this.#backend) return;
    const backend = this.#backend;
    this.#backend = undefined;
    backend.socket.off("data", this.#onAnswer);
    this.#lending.giveBack(backend);
  }
}

function message(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type, 0, "latin1");
  head.writeUInt32BE(4 + body.length, 1);
  return Buffer.concat([head, body]);
}
