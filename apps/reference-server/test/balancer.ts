import { EventEmitter, once } from "node:events";
import { Agent, createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import type { Serving } from "./program.ts";

// Room for whatever the servers behind it take.
const MAX_HEADER_BYTES = 256 * 1024;
// Of one connection alone.
const HOP_BY_HOP = new Set(["connection", "keep-alive"]);

/**
 * Spreads requests over the instances of a deployment, in turn, as a balancer does that asks whether they are ready. It
 * asks before each request, sends none a second time, and counts those that came to nothing.
 */
export class Balancer implements AsyncDisposable {
  /** The list of all instances. */
  readonly list: string;
  /** Their provisioning. */
  readonly provisioning: string;
  /** Requests without an answer. */
  readonly lost: string[] = [];
  /** Requests that were answered, by instance. */
  readonly answered: Map<Serving, number> = new Map();
  readonly #servers: readonly Server[];
  readonly #agent = new Agent({ keepAlive: true });
  readonly #instances: Serving[];
  readonly #events = new EventEmitter();
  #turn = 0;

  private constructor(servers: readonly [Server, Server], instances: readonly Serving[]) {
    this.#servers = servers;
    this.#instances = [...instances];
    [this.list, this.provisioning] = [urlOf(servers[0]), urlOf(servers[1])];
    servers[0].on("request", (incoming, outgoing) => void this.#pass(incoming, outgoing, ({ list }) => list));
    servers[1].on(
      "request",
      (incoming, outgoing) => void this.#pass(incoming, outgoing, ({ provisioning }) => provisioning),
    );
  }

  /** @param instances each with operations */
  static async start(instances: readonly Serving[]): Promise<Balancer> {
    const servers = [listener(), listener()] as const;
    await Promise.all(servers.map((server) => once(server, "listening")));
    return new Balancer([...servers], instances);
  }

  /** Another instance takes the place of one that is gone. */
  replace(gone: Serving, instance: Serving): void {
    this.#instances[this.#instances.indexOf(gone)] = instance;
  }

  /** Resolves when an instance has answered. */
  async hasAnswered(instance: Serving): Promise<void> {
    while (!this.answered.has(instance)) await once(this.#events, "answered");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#agent.destroy();
    for (const server of this.#servers) {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    }
  }

  async #pass(incoming: IncomingMessage, outgoing: ServerResponse, place: (to: Serving) => string): Promise<void> {
    const instance = await this.#readyInstance();
    if (!instance) return this.#lose(incoming, outgoing, "no instance is ready");
    const { port } = new URL(place(instance));
    const headers = endToEnd(incoming.rawHeaders);
    const { method, url: path } = incoming;
    const passed = request({ agent: this.#agent, host: "127.0.0.1", port, method, path, headers, setHost: false });
    const fail = (error: Error): void => this.#lose(incoming, outgoing, error.message);
    passed.on("error", fail);
    outgoing.once("close", () => !outgoing.writableFinished && passed.destroy());
    passed.on("response", (answer) => {
      outgoing.sendDate = false;
      outgoing.writeHead(answer.statusCode ?? 0, answer.statusMessage, endToEnd(answer.rawHeaders));
      answer.on("error", fail).pipe(outgoing);
      this.answered.set(instance, (this.answered.get(instance) ?? 0) + 1);
      this.#events.emit("answered");
    });
    incoming.pipe(passed);
  }

  async #readyInstance(): Promise<Serving | undefined> {
    const turn = this.#turn;
    this.#turn += 1;
    for (let n = 0; n < this.#instances.length; n += 1) {
      const instance = this.#instances[(turn + n) % this.#instances.length];
      if (instance && (await isReady(instance, this.#agent))) return instance;
    }
    return undefined;
  }

  #lose({ method, url }: IncomingMessage, outgoing: ServerResponse, reason: string): void {
    // A client that hangs up loses nothing.
    if (outgoing.destroyed) return;
    this.lost.push(`${method} ${url}: ${reason}`);
    outgoing.destroy();
  }
}

function listener(): Server {
  return createServer({ maxHeaderSize: MAX_HEADER_BYTES, requireHostHeader: false }).listen(0, "127.0.0.1");
}

function urlOf(server: Server): string {
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
}

function endToEnd(rawHeaders: readonly string[]): string[] {
  return rawHeaders.filter((_, n) => !HOP_BY_HOP.has((rawHeaders[n - (n % 2)] ?? "").toLowerCase()));
}

async function isReady({ operations }: Serving, agent: Agent): Promise<boolean> {
  const asked = request(`${operations}/readyz`, { agent }).end();
  try {
    const [answer] = (await once(asked, "response")) as [IncomingMessage];
    answer.resume();
    return answer.statusCode === 200;
  } catch {
    // It is gone.
    return false;
  }
}
