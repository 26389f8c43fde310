import process from "node:process";
import { setTimeout as delay } from "node:timers/promises";
import { createProvisioningHandler, toNodeListener as toProvisioningListener } from "@live-sessions/provisioning";
import { createLiveSessionsHandler, toNodeListener } from "@live-sessions/server";
import type { Logger } from "pino";
import { InjectedFault } from "../injected-fault.ts";
import type { SessionDatabase } from "../session-database.ts";
import type { Settings } from "../settings.ts";
import { type Listener, listen } from "./http-listener.ts";
import { Metrics } from "./metrics.ts";
import { observed, REQUEST_ID } from "./observed-handler.ts";
import { operationsListener, type Readiness } from "./operations-handler.ts";
import { provisioningAuthorization } from "./provisioning-authorization.ts";
import { RateLimiter, withRateLimit } from "./rate-limiter.ts";

/** Where it listens; a listener that was not asked for is undefined. */
export interface ServerUrls {
  readonly list: string;
  readonly provisioning: string | undefined;
  readonly operations: string | undefined;
}

const GRACE_MS = 10_000;
// Provisioning makes accounts and data, so nobody else's machine may reach it.
const LOOPBACK = "127.0.0.1";

/**
 * Serves until the process is told to stop (SIGINT, SIGTERM). Then it is not ready for `drainMs`, takes no more
 * connections, finishes what is under way for at most ten seconds, and closes the database.
 */
export async function serveUntilStopped(
  database: SessionDatabase,
  settings: Settings,
  logger: Logger,
  onReady: (urls: ServerUrls) => void,
): Promise<void> {
  const listeners: Listener[] = [];
  const metrics = new Metrics();
  const readiness: Readiness = { isStopping: false };
  // From the start: a signal may come in the very moment that the ready line is out.
  const stopped = stopSignal();
  try {
    const add = async (listener: Promise<Listener>): Promise<string> => {
      listeners.push(await listener);
      return (await listener).url;
    };
    const { provisioningPort, operationsPort, host } = settings;
    const list = await add(listenForList(database, settings, logger, metrics));
    onReady({
      list,
      provisioning:
        provisioningPort === undefined
          ? undefined
          : await add(listenForProvisioning(database, settings, logger, provisioningPort)),
      operations:
        operationsPort === undefined
          ? undefined
          : await add(listen(host, operationsPort, operationsListener(database, metrics, readiness))),
    });
    const signal = await stopped;
    readiness.isStopping = true;
    for (const listener of listeners) listener.drain();
    logger.info({ signal }, "stopping");
    await delay(settings.drainMs);
  } finally {
    // The list first: readiness stays visible until the last request is answered.
    for (const listener of listeners) await listener.stop(GRACE_MS);
    await database.close();
  }
  logger.info("stopped");
}

function listenForList(
  database: SessionDatabase,
  { host, port, rateLimit }: Settings,
  logger: Logger,
  metrics: Metrics,
): Promise<Listener> {
  const { authenticate, store } = database;
  const handler = createLiveSessionsHandler({
    authenticate,
    store,
    onError: (error, request) => logFault(logger, error, request.headers[REQUEST_ID]),
  });
  const limited = rateLimit === undefined ? handler : withRateLimit(handler, new RateLimiter(rateLimit));
  return listen(host, port, toNodeListener(observed(limited, logger, metrics)));
}

function listenForProvisioning(
  database: SessionDatabase,
  { provisionerAuthorization }: Settings,
  logger: Logger,
  port: number,
): Promise<Listener> {
  const authorize = provisioningAuthorization(provisionerAuthorization);
  const handler = createProvisioningHandler(database.provisioning, {
    onError: (error) => logFault(logger, error, undefined),
    ...(authorize ? { authorize } : {}),
  });
  return listen(LOOPBACK, port, toProvisioningListener(handler));
}

function logFault(logger: Logger, error: unknown, requestId: unknown): void {
  if (error instanceof InjectedFault) return;
  logger.error({ request_id: requestId, err: error }, "fault");
}

function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
}
