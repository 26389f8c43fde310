import { type LiveSessionsHandler, toFetchHandler } from "@live-sessions/server";

/** What `app/v1/live_entities/[id]/live_sessions/route.ts` exports in a Next application. */
export interface RouteHandlers {
  readonly GET: (request: Request) => Promise<Response>;
  readonly HEAD: (request: Request) => Promise<Response>;
}

const path = /^\/v1\/live_entities\/[^/]+\/live_sessions$/;

/** The route's exports. */
export function createRoute(handler: LiveSessionsHandler): RouteHandlers {
  const listLiveSessions = toFetchHandler(handler);
  return { GET: listLiveSessions, HEAD: listLiveSessions };
}

/** Calls a route's exports as Next does: by method, 405 for one that is not exported, 404 outside the route. */
export function callRoute({ GET, HEAD }: RouteHandlers): (request: Request) => Promise<Response> {
  return async (request) => {
    if (!path.test(new URL(request.url).pathname)) return new Response("Not found", { status: 404 });
    if (request.method === "GET") return GET(request);
    if (request.method === "HEAD") return HEAD(request);
    return new Response(null, { status: 405, headers: { allow: "GET, HEAD" } });
  };
}
