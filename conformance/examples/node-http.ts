import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type LiveSessionsHandler, toNodeListener } from "@live-sessions/server";
import type { RunningServer } from "./running-server.ts";

/** The handler on `node:http` alone, on a free port. */
export async function startNodeHttp(handler: LiveSessionsHandler): Promise<RunningServer> {
  const server = createServer(toNodeListener(handler)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
