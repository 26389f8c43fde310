import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import type { ServerUnderTest } from "../corpus/server-under-test.ts";

/** A proxy in front of a server, before some of whose requests something happens. */
export interface BusyProxy {
  readonly baseUrl: string;
  close(): void;
}

/** @param before what happens before a request is passed on, by the number of requests so far, this one included */
export async function startBusyProxy(
  server: ServerUnderTest,
  before: (requests: number) => Promise<void>,
): Promise<BusyProxy> {
  const base = new URL(server.baseUrls[0] ?? "");
  let requests = 0;
  const proxy = createServer(async (incoming, outgoing) => {
    requests += 1;
    await before(requests);
    const target = { host: base.hostname, port: base.port, path: base.pathname.replace(/\/$/, "") + incoming.url };
    const forwarded = request({ ...target, method: incoming.method ?? "GET", headers: incoming.headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(outgoing);
    });
    // The suite breaks a request off; so does this, and what was under way ends with an error that nobody waits for.
    forwarded.on("error", () => outgoing.destroy());
    outgoing.on("close", () => forwarded.destroy());
    incoming.pipe(forwarded);
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  return {
    baseUrl: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    close: () => {
      proxy.close();
      proxy.closeAllConnections();
    },
  };
}
