import process from "node:process";
import { createProvisioningHandler, toNodeListener as toProvisioningListener } from "@live-sessions/provisioning";
import { createLiveSessionsHandler, toNodeListener } from "@live-sessions/server";
import { type Listener, listen } from "./http-listener.ts";
import { InjectedFault } from "./injected-fault.ts";
import { provisioningAuthorization } from "./provisioning-authorization.ts";
import type { SessionDatabase } from "./session-database.ts";

/** Where and how to serve. */
export interface ServerSettings {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Undefined: no provisioning. */
  readonly provisioningPort?: number | undefined;
  /** What the provisioning listener requires as `Authorization` header; undefined: nothing. */
  readonly provisionerAuthorization?: string | undefined;
}

const GRACE_MS = 10_000;
// Provisioning makes accounts and data, so nobody else's machine may reach it.
const LOOPBACK = "127.0.0.1";

/** Serves until the process is told to stop (SIGINT, SIGTERM), then finishes what is under way. */
export async function serveUntilStopped(
  database: SessionDatabase,
  settings: ServerSettings,
  onReady: (urls: { readonly list: string; readonly provisioning: string | undefined }) => void,
): Promise<void> {
  const listeners: Listener[] = [];
  // From the start: a signal may come in the very moment that the ready line is out.
  const stopped = stopSignal();
  try {
    const list = await listenForList(database, settings);
    listeners.push(list);
    const provisioning = await listenForProvisioning(database, settings);
    if (provisioning) listeners.push(provisioning);
    onReady({ list: list.url, provisioning: provisioning?.url });
    await stopped;
  } finally {
    await Promise.all(listeners.map((listener) => listener.stop(GRACE_MS)));
    await database.close();
  }
}

function listenForList(database: SessionDatabase, { host, port }: ServerSettings): Promise<Listener> {
  const handler = createLiveSessionsHandler({
    authenticate: database.authenticate,
    store: database.store,
    onError: logUnlessInjected,
  });
  return listen(host, port, toNodeListener(handler));
}

async function listenForProvisioning(
  database: SessionDatabase,
  { provisioningPort, provisionerAuthorization }: ServerSettings,
): Promise<Listener | undefined> {
  if (provisioningPort === undefined) return undefined;
  const authorize = provisioningAuthorization(provisionerAuthorization);
  const handler = createProvisioningHandler(database.provisioning, {
    onError: logUnlessInjected,
    ...(authorize ? { authorize } : {}),
  });
  return listen(LOOPBACK, provisioningPort, toProvisioningListener(handler));
}

function logUnlessInjected(error: unknown): void {
  if (error instanceof InjectedFault) return;
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });
}
