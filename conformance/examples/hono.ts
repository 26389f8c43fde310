import { type LiveSessionsHandler, toFetchHandler } from "@live-sessions/server";
import { Hono } from "hono";

/** The handler on Hono, as the `fetch` that every runtime of Hono takes; no port is needed to judge it. */
export function honoFetch(handler: LiveSessionsHandler): (request: Request) => Response | Promise<Response> {
  const app = new Hono();
  const listLiveSessions = toFetchHandler(handler);
  app.all("/v1/live_entities/*", (context) => listLiveSessions(context.req.raw));
  return (request) => app.fetch(request);
}
