import type { PlainRequest, PlainResponse } from "@live-sessions/server";
import { InvalidInput } from "./invalid-input.ts";
import { parseLiveSessionChange, parseNewLiveSession } from "./live-session.ts";
import { parseCount, parseObject } from "./parse-value.ts";
import type { ProvisioningFunctions } from "./provisioning-functions.ts";
import { BodyTooLarge, parseBody, readBody } from "./request-body.ts";
import { failure, invalidInput, json, noContent, notFound } from "./responses.ts";
import { METHODS, parseRoute, type Route } from "./routes.ts";
import { parseNewScenario, spelledScenario, spellingOf } from "./scenario.ts";

/** Settings of a provisioning handler, all optional. */
export interface ProvisioningOptions {
  /** Judges each request by its `Authorization` header; false gives 401. Default: every request is let in. */
  readonly authorize?: (authorization: string | undefined) => boolean | Promise<boolean>;
  /**
   * The hosts by whose name it may be asked, in lower case and without a port, such as `127.0.0.1`; another `Host` is 403.
   * For a listener on loopback: a page of somebody else's site can have its own name point there. Default: any.
   */
  readonly hosts?: readonly string[];
  /** Largest body in bytes, but for that of a scenario; a larger one is 413. Default 1 MiB. */
  readonly maxBodyBytes?: number;
  /** Largest body of `POST /scenarios` in bytes. Default 16 MiB, which hold some 100,000 sessions. */
  readonly maxScenarioBytes?: number;
  /** Told of an exception behind a 500, as the answer itself says nothing of it. Default: nothing. */
  readonly onError?: (error: unknown) => void;
  /** Epoch milliseconds; default `Date.now`. */
  readonly now?: () => number;
}

const DEFAULT_MAX_BODY_BYTES = 1024 * 1024;
const DEFAULT_MAX_SCENARIO_BYTES = 16 * 1024 * 1024;

/** Answers one request of the protocol; never rejects. */
export type ProvisioningHandler = (request: PlainRequest) => Promise<PlainResponse>;

/**
 * Serves version 1 of the provisioning protocol (`@live-sessions/provisioning/openapi.yaml`) on a team's own functions.
 *
 * What a browser sends for a page is refused, since no page has business here: a request with an `Origin` is 403, a body
 * that is not declared as `application/json`, which a page may send anywhere without asking, 415. No byte of a body is read
 * before the key, the path and the method are right.
 *
 * @returns a handler that needs no framework; {@link toNodeListener} and {@link toFetchHandler} put it on a server
 */
export function createProvisioningHandler(
  functions: ProvisioningFunctions,
  options: ProvisioningOptions = {},
): ProvisioningHandler {
  return async (request) => {
    try {
      return await answer(request, functions, options);
    } catch (error) {
      if (error instanceof InvalidInput) return invalidInput(error);
      if (error instanceof BodyTooLarge) return failure(413, error.message, { connection: "close" });
      tell(options, error);
      return failure(500, "An unexpected error occurred on the server's end.");
    }
  };
}

function tell({ onError }: ProvisioningOptions, error: unknown): void {
  try {
    onError?.(error);
  } catch {
    // A listener must not turn the answer into none.
  }
}

function refusedBrowser({ headers }: PlainRequest, { hosts }: ProvisioningOptions): PlainResponse | undefined {
  if (headers["origin"] !== undefined) return failure(403, "No page of a browser is answered here.");
  const name = String(headers["host"] ?? "")
    .toLowerCase()
    .replace(/:\d*$/, "");
  if (hosts === undefined || hosts.includes(name)) return undefined;
  return failure(403, `Host must be ${hosts.join(" or ")}, with or without a port.`);
}

async function answer(
  request: PlainRequest,
  functions: ProvisioningFunctions,
  options: ProvisioningOptions,
): Promise<PlainResponse> {
  const refusal = refusedBrowser(request, options);
  if (refusal) return refusal;
  const { authorization } = request.headers;
  if (options.authorize && !(await options.authorize(typeof authorization === "string" ? authorization : undefined))) {
    return failure(401, "The provisioning key is missing or not valid.", {
      "www-authenticate": 'ApiKey realm="live-sessions-provisioning"',
    });
  }
  const route = parseRoute(request.target);
  if (!route) return notFound("path in the provisioning protocol");
  const methods = METHODS[route.name];
  if (!methods.includes(request.method)) {
    return failure(405, `This path takes ${methods.join(" and ")}.`, { allow: methods.join(", ") });
  }
  const { maxBodyBytes = DEFAULT_MAX_BODY_BYTES, maxScenarioBytes = DEFAULT_MAX_SCENARIO_BYTES } = options;
  const body = await readBody(request.body, route.name === "scenarios" ? maxScenarioBytes : maxBodyBytes);
  const isJson = /^application\/json *(?:;|$)/i.test(String(request.headers["content-type"] ?? ""));
  if (body.length > 0 && !isJson) return failure(415, "A body has Content-Type: application/json.");
  const nowSeconds = Math.floor((options.now ?? Date.now)() / 1000);
  return dispatch(route, { method: request.method, body }, functions, nowSeconds);
}

async function dispatch(
  route: Route,
  { method, body }: { readonly method: string; readonly body: string | Uint8Array },
  functions: ProvisioningFunctions,
  now: number,
): Promise<PlainResponse> {
  switch (route.name) {
    case "capabilities":
      return json(200, { version: "1", settle_ms: 0, ...(await functions.capabilities()) });
    case "scenarios":
      return createScenario(parseBody(body), functions, now);
    case "scenario":
      return (await functions.deleteScenario(route.scenarioId)) ? noContent() : notFound("scenario");
    case "liveSessions":
      return insert(route.entityId, parseBody(body), functions, now);
    case "liveSession":
      return method === "PATCH" ? update(route, parseBody(body), functions, now) : remove(route, functions);
    case "faults":
      return injectFaults(route.entityId, parseBody(body), functions);
  }
}

async function createScenario(body: unknown, functions: ProvisioningFunctions, now: number): Promise<PlainResponse> {
  const scenario = await functions.createScenario(parseNewScenario(body, now));
  return json(201, spelledScenario(scenario, spellingOf(body)));
}

type SessionRoute = Extract<Route, { name: "liveSession" }>;

async function insert(
  entityId: string,
  body: unknown,
  functions: ProvisioningFunctions,
  now: number,
): Promise<PlainResponse> {
  if (!functions.insertLiveSession) return notImplemented("insert");
  const session = await functions.insertLiveSession(entityId, parseNewLiveSession(body, "", now));
  return session ? json(201, session) : notFound("live entity");
}

async function update(
  { entityId, sessionId }: SessionRoute,
  body: unknown,
  functions: ProvisioningFunctions,
  now: number,
): Promise<PlainResponse> {
  if (!functions.updateLiveSession) return notImplemented("update");
  const session = await functions.updateLiveSession(entityId, sessionId, parseLiveSessionChange(body, now));
  return session ? json(200, session) : notFound("live session of that live entity");
}

async function remove({ entityId, sessionId }: SessionRoute, functions: ProvisioningFunctions): Promise<PlainResponse> {
  if (!functions.deleteLiveSession) return notImplemented("delete");
  const isGone = await functions.deleteLiveSession(entityId, sessionId);
  return isGone ? noContent() : notFound("live session of that live entity");
}

async function injectFaults(entityId: string, body: unknown, functions: ProvisioningFunctions): Promise<PlainResponse> {
  if (!functions.injectFaults) return notImplemented("fault");
  const requests = parseCount(parseObject(body, "")["requests"] ?? 1, "/requests");
  return (await functions.injectFaults(entityId, requests)) ? noContent() : notFound("live entity");
}

function notImplemented(capability: string): PlainResponse {
  return failure(501, `This deployment has no capability "${capability}".`);
}
