import type { ServerResponse } from "node:http";
import { underTest } from "../corpus/deployment.ts";
import { readExchange, sendReply } from "../corpus/exchange.ts";
import { ListEndpoint } from "../corpus/list-endpoint.ts";
import { type Listener, listen, listenRaw } from "../corpus/listener.ts";
import { MemoryData } from "../corpus/memory-data.ts";
import { createProvisioner } from "../corpus/provisioner.ts";
import type { ServerUnderTest } from "../corpus/server-under-test.ts";
import type { CauseServer } from "./cause-server.ts";

type Answer = (endpoint: ListEndpoint, ...args: Parameters<Parameters<typeof listenRaw>[0]>) => Promise<void>;

/** A server whose fault lies in how it answers on the connection. */
async function started(answer: Answer): Promise<ServerUnderTest> {
  const data = new MemoryData();
  const endpoint = new ListEndpoint(data, 0);
  const server = await listenRaw((request, response) => {
    answer(endpoint, request, response).catch(() => response.destroy());
  });
  return underTest([server], "", await listen(createProvisioner(data)));
}

/** Writes the body of GET behind the head of an answer to HEAD, as who writes to the socket himself does. */
function sendWithBody(response: ServerResponse, reply: Parameters<typeof sendReply>[1]): void {
  const body = Buffer.from(reply.body);
  const head = Object.entries({ ...reply.headers, "content-length": String(body.length) });
  const lines = head.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  response.socket?.write(`HTTP/1.1 ${reply.status} Answer\r\n${lines}\r\n`);
  response.socket?.write(body);
}

const bytesBehindHead: CauseServer = {
  name: "body-behind-head",
  diagnosis: "bytes-behind-head",
  story: "A hand-written server sends the body of GET for HEAD, too.",
  start: () =>
    started(async (endpoint, request, response) => {
      const reply = await endpoint.handle(await readExchange(request, ""));
      if (request.method === "HEAD") sendWithBody(response, reply);
      else sendReply(response, reply);
    }),
};

/** A process that ends at a certain request, and its provisioner with it or not. */
function ending(name: string, story: string, endsProvisioner: boolean): CauseServer {
  return {
    name,
    diagnosis: "target-stopped",
    story,
    start: async () => {
      const data = new MemoryData();
      const endpoint = new ListEndpoint(data, 0);
      const listeners: Listener[] = [];
      const server = await listenRaw((request, response) => {
        if (request.url?.includes("page_size=1.5") !== true) {
          readExchange(request, "")
            .then((exchange) => endpoint.handle(exchange))
            .then((reply) => sendReply(response, reply))
            .catch(() => response.destroy());
          return;
        }
        for (const listener of listeners) listener.close().catch(() => undefined);
      });
      const provisioner = await listen(createProvisioner(data));
      listeners.push(server, ...(endsProvisioner ? [provisioner] : []));
      return underTest([server], "", provisioner);
    },
  };
}

/** Servers that break the connection, or all of them. */
export const connectionServers: readonly CauseServer[] = [
  bytesBehindHead,
  ending("process-ends", "`page_size=1.5` throws outside of any handler, and the process ends.", false),
  ending("process-ends-with-its-provisioner", "The provisioner is a part of the process that ends.", true),
];
