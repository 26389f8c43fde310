import { setTimeout as delay } from "node:timers/promises";
import { createLiveSessionsHandler } from "@live-sessions/server";
import { withOverload } from "./overload.ts";
import { damages, exportBodies } from "./postgres/export-bodies.ts";
import { openPool, type TableOptions } from "./postgres/open-pool.ts";
import { PostgresCallers } from "./postgres/postgres-callers.ts";
import { PostgresSql } from "./postgres/postgres-sql.ts";
import { PostgresStore } from "./postgres/postgres-store.ts";
import { type GatheringOptions, gatherQuestions } from "./refinements/gathered-questions.ts";
import type { SessionDatabase } from "./session-database.ts";
import { sqlAdministration } from "./sql/administration.ts";
import { countInProgress, sqlIngest } from "./sql/ingest.ts";
import { sqlProvisioning } from "./sql/provisioning.ts";

const CLOSE_MS = 2_000;

/**
 * The program's database on PostgreSQL. Many processes may share one.
 *
 * @param url `postgres://user:password@host:port/database`
 * @throws {RuntimeFailure} when it cannot be opened
 */
export async function openPostgresDatabase(
  url: string,
  options: Pick<GatheringOptions, "isSharded"> & TableOptions,
): Promise<SessionDatabase> {
  const { pool, pooling } = await openPool(url, options);
  const sql = new PostgresSql(pool, pooling);
  const callers = new PostgresCallers(pool, pooling);
  const store = new PostgresStore(pool, gatherQuestions(pool, { ...options, pooling }));
  return {
    authenticate: async (authorization, scope) => (await callers.find(authorization, scope))?.account,
    listHandler: (onError) =>
      withOverload(
        (tell) =>
          createLiveSessionsHandler({
            authenticate: (authorization) => callers.recall(authorization) ?? callers.find(authorization),
            isStillValid: (caller) => callers.isStillValid(caller),
            store,
            onError: tell,
          }),
        onError,
      ),
    state: undefined,
    provisioning: sqlProvisioning(sql),
    administration: { ...sqlAdministration(sql), exportSessions: (entityId) => exportBodies(pool, entityId) },
    ingest: sqlIngest(sql),
    verify: () => damages(pool),
    // PostgreSQL checks each page as it reads it (checksums are on by default since 18), and looks after its own files.
    checkAtStart: () => {},
    lost: () => undefined,
    gauges: async () => ({
      sessionsInProgress: await sql.run(countInProgress),
      pool: { open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount },
    }),
    ping: async () => void (await pool.query("select 1 from live_entities limit 1")),
    close: () => Promise.race([pool.end(), delay(CLOSE_MS, undefined, { ref: false })]),
  };
}
