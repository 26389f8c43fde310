import { createServer, type RequestListener } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from "node:net";
import { type Answer, readExchange, sendReply } from "./exchange.ts";

/** A listener on a free port of 127.0.0.1. */
export interface Listener {
  /** Origin, without a trailing slash. */
  readonly url: string;
  /** Stops listening and destroys every open connection. */
  close(): Promise<void>;
}

async function opened(server: Server): Promise<Listener> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    // A client that goes away in the middle of an answer is not an error of the corpus.
    socket.on("error", () => socket.destroy());
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Listens for HTTP with a listener of Node's own shape. */
export function listenRaw(listener: RequestListener): Promise<Listener> {
  return opened(createServer({ keepAliveTimeout: 60_000 }, listener));
}

/** Listens for TCP connections: for what is not HTTP at all. */
export function listenTcp(onConnection: (socket: Socket) => void): Promise<Listener> {
  return opened(createTcpServer(onConnection));
}

/** Listens for HTTP and answers with `answer`; a path that does not begin with `prefix` reaches it as `/outside…`. */
export function listen(answer: Answer, prefix = ""): Promise<Listener> {
  return listenRaw((request, response) => {
    readExchange(request, prefix)
      .then(answer)
      .then((reply) => sendReply(response, reply))
      .catch(() => response.destroy());
  });
}
