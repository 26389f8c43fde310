import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { SessionDatabase } from "../session-database.ts";
import type { Metrics } from "./metrics.ts";

// A balancer asks every few seconds, and takes no answer for a bad one.
const PING_MS = 2_000;

/** Whether the process wants new requests. */
export interface Readiness {
  /** Set when it is told to stop. */
  isStopping: boolean;
}

/**
 * Health and metrics, for a listener that only operators reach: `/healthz` 200 while the process runs, `/readyz` 200
 * while it also wants requests and its database answers, else 503, and `/metrics` for Prometheus.
 */
export function operationsListener(
  database: SessionDatabase,
  metrics: Metrics,
  readiness: Readiness,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    answer(request, database, metrics, readiness)
      .then(([status, text]) => {
        response.writeHead(status, { "content-type": "text/plain; version=0.0.4; charset=utf-8" });
        response.end(request.method === "HEAD" ? "" : text);
      })
      .catch(() => response.destroy());
  };
}

async function answer(
  { method, url }: IncomingMessage,
  database: SessionDatabase,
  metrics: Metrics,
  { isStopping }: Readiness,
): Promise<readonly [status: number, text: string]> {
  if (method !== "GET" && method !== "HEAD") return [405, "GET or HEAD only\n"];
  if (url === "/metrics") return [200, metrics.exposition(await inTime(() => database.gauges()))];
  if (url === "/healthz") return [200, "running\n"];
  if (url !== "/readyz") return [404, "There are /healthz, /readyz and /metrics\n"];
  if (isStopping) return [503, "stopping\n"];
  return (await answers(database)) ? [200, "ready\n"] : [503, "the database does not answer\n"];
}

async function answers(database: SessionDatabase): Promise<boolean> {
  return (
    (await inTime(async () => {
      await database.ping();
      return true;
    })) === true
  );
}

// A database that has fallen silent answers neither way.
async function inTime<T>(ask: () => T | Promise<T>): Promise<T | undefined> {
  const tooLate = delay(PING_MS, undefined, { ref: false });
  try {
    return await Promise.race([Promise.resolve(ask()), tooLate]);
  } catch {
    return undefined;
  }
}
