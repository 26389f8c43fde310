import process from "node:process";
import { setTimeout as delay } from "node:timers/promises";
import { createProvisioningHandler } from "@live-sessions/provisioning";
import { toNodeListener } from "@live-sessions/server";
import type { Logger } from "pino";
import { RuntimeFailure } from "../cli-error.ts";
import { createIngestHandler } from "../ingest/ingest-handler.ts";
import { SignalWatch } from "../ingest/signal-watch.ts";
import { SteadyClock } from "../ingest/steady-clock.ts";
import { InjectedFault } from "../injected-fault.ts";
import { withKeptAnswers } from "../refinements/kept-answers.ts";
import type { RequestListener } from "../request-listener.ts";
import type { SessionDatabase } from "../session-database.ts";
import type { Settings } from "../settings.ts";
import type { Telemetry } from "../telemetry/open-telemetry.ts";
import { withCors } from "./cors.ts";
import { type Listener, listen } from "./http-listener.ts";
import { Metrics } from "./metrics.ts";
import { observed, requestIdOf } from "./observed-handler.ts";
import { operationsListener, type Readiness } from "./operations-handler.ts";
import { provisioningAuthorization } from "./provisioning-authorization.ts";
import { RateLimiter, withRateLimit } from "./rate-limiter.ts";
import { randomFrom, withFreshTokens, withTrouble } from "./trouble.ts";

/** Where it listens; a listener that was not asked for is undefined. */
export interface ServerUrls {
  readonly list: string;
  readonly provisioning: string | undefined;
  readonly ingest: string | undefined;
  readonly operations: string | undefined;
}

const LOOK_FOR_FILES_MS = 1_000;
const GRACE_MS = 10_000;
// Provisioning makes accounts and data, so nobody else's machine may reach it.
const LOOPBACK = "127.0.0.1";
// A name of somebody else's that is pointed there must not let a page of theirs in.
const LOOPBACK_NAMES = [LOOPBACK, "localhost", "[::1]"];

/**
 * Serves until the process is told to stop (SIGINT, SIGTERM). Then it is not ready for `drainMs`, takes no more
 * connections, finishes what is under way for at most ten seconds, and closes the database. It stops in the same way, at once,
 * when the files of the database are removed or replaced.
 *
 * @param telemetry traces the requests for lists, and is shut down at the end
 * @throws {RuntimeFailure} when the files are not those any more that it opened
 */
export async function serveUntilStopped(
  database: SessionDatabase,
  settings: Settings,
  logger: Logger,
  onReady: (urls: ServerUrls) => void,
  telemetry?: Telemetry,
): Promise<void> {
  const listeners: Listener[] = [];
  const metrics = new Metrics();
  const readiness: Readiness = { isStopping: false };
  // One for both, so that silence is measured by the clock that signals are noted by.
  const clock = new SteadyClock();
  const watch = signalWatch(database, settings, logger, clock);
  // From the start: a signal may come in the very moment that the ready line is out.
  const stopped = stopSignal();
  try {
    const add = adding(listeners, settings);
    const traced = (listener: RequestListener): RequestListener => telemetry?.trace(listener) ?? listener;
    onReady({
      list:
        (await add(settings.port, settings.host, () => traced(listListener(database, settings, logger, metrics)))) ??
        "",
      provisioning: await add(settings.provisioningPort, LOOPBACK, () =>
        provisioningListener(database, settings, logger),
      ),
      ingest: await add(settings.ingestPort, settings.host, () =>
        counted(ingestListener(database, settings, logger, clock), metrics),
      ),
      operations: await add(settings.operationsPort, settings.operationsHost, () =>
        operationsListener(database, metrics, readiness),
      ),
    });
    watch?.start();
    const [signal, reason] = await Promise.race([stopped, lost(database)]);
    readiness.isStopping = true;
    for (const listener of listeners) listener.drain();
    logger.info({ signal }, "stopping");
    if (reason !== undefined) throw new RuntimeFailure(reason);
    await delay(settings.drainMs);
  } finally {
    await stopAll(listeners);
    await watch?.stop();
    await telemetry?.shutdown();
    await database.close();
  }
  logger.info("stopped");
}

type Add = (port: number | undefined, host: string, listener: () => RequestListener) => Promise<string | undefined>;

// Starts a listener that was asked for. Resolves to its URL.
function adding(listeners: Listener[], { timeouts }: Settings): Add {
  return async (port, host, listener) => {
    if (port === undefined) return undefined;
    const listening = await listen(host, port, listener(), timeouts);
    listeners.push(listening);
    return listening.url;
  };
}

// That of operations last: readiness stays visible until the last request is answered.
async function stopAll(listeners: readonly Listener[]): Promise<void> {
  await Promise.all(listeners.slice(0, -1).map((listener) => listener.stop(GRACE_MS)));
  await listeners.at(-1)?.stop(GRACE_MS);
}

// What is acknowledged from then on would be gone at the next start: better to be started again.
async function lost(database: SessionDatabase): Promise<Stop> {
  for (;;) {
    await delay(LOOK_FOR_FILES_MS, undefined, { ref: false });
    const reason = database.lost();
    if (reason !== undefined) return [undefined, reason];
  }
}

function listListener(
  { listHandler, state }: SessionDatabase,
  { rateLimit, corsOrigins, trouble }: Settings,
  logger: Logger,
  metrics: Metrics,
): RequestListener {
  const handler = listHandler((error, request) => logFault(logger, error, requestIdOf(request)));
  const kept = withKeptAnswers(handler, state);
  const limited = rateLimit === undefined ? kept : withRateLimit(kept, new RateLimiter(rateLimit));
  const shared = corsOrigins.length === 0 ? limited : withCors(limited, corsOrigins);
  if (trouble === undefined) return toNodeListener(observed(shared, logger, metrics));
  const random = randomFrom(trouble);
  return withTrouble(toNodeListener(observed(withFreshTokens(shared, random), logger, metrics)), random);
}

function provisioningListener(
  { provisioning }: SessionDatabase,
  { provisionerAuthorization }: Settings,
  logger: Logger,
): RequestListener {
  const authorize = provisioningAuthorization(provisionerAuthorization);
  const handler = createProvisioningHandler(provisioning, {
    hosts: LOOPBACK_NAMES,
    onError: (error) => logFault(logger, error, undefined),
    ...(authorize ? { authorize } : {}),
  });
  return toNodeListener(handler);
}

function counted(listener: RequestListener, metrics: Metrics): RequestListener {
  return (request, response) => {
    response.once("finish", () => metrics.observeReport(response.statusCode));
    listener(request, response);
  };
}

function ingestListener(
  database: SessionDatabase,
  { secondSession: second }: Settings,
  logger: Logger,
  clock: SteadyClock,
): RequestListener {
  const onError = (error: unknown): void => logFault(logger, error, undefined);
  const handler = createIngestHandler({ database, second, onError, now: () => clock.now() });
  return toNodeListener(handler);
}

// Only where signals are heard: another process would know of their silence alone.
function signalWatch(
  { ingest }: SessionDatabase,
  { ingestPort, signalTimeoutSeconds: timeoutSeconds }: Settings,
  logger: Logger,
  clock: SteadyClock,
): SignalWatch | undefined {
  if (ingestPort === undefined || timeoutSeconds === 0) return undefined;
  return new SignalWatch({
    ingest,
    timeoutSeconds,
    now: () => clock.now(),
    onEnded: (sessions) => logger.info({ sessions }, "ended without a signal"),
    onError: (error) => logFault(logger, error, undefined),
  });
}

function logFault(logger: Logger, error: unknown, requestId: unknown): void {
  if (error instanceof InjectedFault) return;
  logger.error({ request_id: requestId, err: error }, "fault");
}

/** Why it stops: a signal, or a failure that only a new start ends. */
type Stop = readonly [signal: NodeJS.Signals | undefined, reason: string | undefined];

function stopSignal(): Promise<Stop> {
  return new Promise((resolve) => {
    for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, (signal) => resolve([signal, undefined]));
  });
}
