import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { type LiveSessionsHandler, toNodeListener } from "@live-sessions/server";
import Koa from "koa";
import type { RunningServer } from "./running-server.ts";

/** The handler on Koa, on a free port. */
export async function startKoa(handler: LiveSessionsHandler): Promise<RunningServer> {
  const app = new Koa();
  const listener = toNodeListener(handler);
  app.use(async (context, next) => {
    if (!context.path.startsWith("/v1/live_entities/")) return next();
    context.respond = false;
    listener(context.req, context.res);
  });
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
