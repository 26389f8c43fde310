import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { type LiveSessionsHandler, toNodeListener } from "@live-sessions/server";
import express from "express";
import type { RunningServer } from "./running-server.ts";

/** The handler on Express, on a free port. */
export async function startExpress(handler: LiveSessionsHandler): Promise<RunningServer> {
  const app = express();
  // Not `:id`: Express would decode it, and refuse a malformed one in a form of its own.
  app.all(/^\/v1\/live_entities\//, toNodeListener(handler));
  const server = app.listen(0, "127.0.0.1");
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
