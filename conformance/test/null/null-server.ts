import type { RequestListener, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { underTest } from "../corpus/deployment.ts";
import { type Listener, listen, listenRaw, listenTcp } from "../corpus/listener.ts";
import { MemoryData } from "../corpus/memory-data.ts";
import { createProvisioner } from "../corpus/provisioner.ts";
import type { CorpusServer } from "../corpus/server-under-test.ts";

/** A server that looks at nothing; its provisioner is a real one, so that a run gets as far as judging. */
function nullServer(name: string, story: string, open: () => Promise<Listener>): CorpusServer {
  return {
    name,
    story,
    start: async () => underTest([await open()], "", await listen(createProvisioner(new MemoryData()))),
  };
}

/** A null server that speaks HTTP. */
export function httpNull(name: string, story: string, listener: RequestListener): CorpusServer {
  return nullServer(name, story, () => listenRaw(listener));
}

/** A null server that writes to bare connections. */
export function tcpNull(name: string, story: string, onConnection: (socket: Socket) => void): CorpusServer {
  return nullServer(name, story, () => listenTcp(onConnection));
}

/** A null server with one answer for all. */
export function staticNull(
  name: string,
  story: string,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string | Uint8Array,
): CorpusServer {
  return httpNull(name, story, (_request, response) => {
    response.writeHead(status, { ...headers });
    response.end(body);
  });
}

/** Writes `chunk` again and again, as fast as it is read, until `bytes` are written or nobody listens any more. */
export function writeOn(
  response: ServerResponse | Socket,
  chunk: Uint8Array,
  bytes: number = Number.POSITIVE_INFINITY,
): void {
  let left = bytes;
  const write = (): void => {
    while (left > 0 && !response.destroyed) {
      left -= chunk.length;
      if (!response.write(chunk)) return;
      // An endless answer lets others have their turn.
      if (bytes === Number.POSITIVE_INFINITY) break;
    }
    if (left <= 0) response.end();
    else if (!response.destroyed) setImmediate(write);
  };
  response.on("drain", write);
  response.on("error", () => response.destroy());
  write();
}
