import { type LiveSessionsHandler, toNodeListener } from "@live-sessions/server";
import fastify from "fastify";
import type { RunningServer } from "./running-server.ts";

/** The handler on Fastify, on a free port. */
export async function startFastify(handler: LiveSessionsHandler): Promise<RunningServer> {
  const app = fastify({ forceCloseConnections: true });
  const listener = toNodeListener(handler);
  app.all("/v1/live_entities/:id/live_sessions", (request, reply) => {
    reply.hijack();
    listener(request.raw, reply.raw);
  });
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  return { url, close: () => app.close() };
}
