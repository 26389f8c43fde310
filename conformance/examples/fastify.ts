import { type LiveSessionsHandler, toNodeListener } from "@live-sessions/server";
import fastify, { type FastifyReply, type FastifyRequest } from "fastify";
import type { RunningServer } from "./running-server.ts";

/** The handler on Fastify, on a free port. */
export async function startFastify(handler: LiveSessionsHandler): Promise<RunningServer> {
  const listener = toNodeListener(handler);
  const answer = (request: FastifyRequest, reply: FastifyReply): void => {
    reply.hijack();
    listener(request.raw, reply.raw);
  };
  // Fastify decodes a path before it looks for the route, and refuses a malformed one in a form of its own.
  const frameworkErrors = (_: unknown, request: FastifyRequest, reply: FastifyReply): void => answer(request, reply);
  const app = fastify({ forceCloseConnections: true, frameworkErrors });
  // Before a body is read: no request of the list has one.
  app.all("/v1/live_entities/*", { onRequest: async (request, reply) => answer(request, reply) }, answer);
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  return { url, close: () => app.close() };
}
