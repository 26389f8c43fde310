import type { Pool } from "pg";
import { hashApiKey, isApiKey } from "../api-key.ts";
import type { SessionDatabase } from "../session-database.ts";
import { openPool } from "./open-pool.ts";
import { postgresAdministration } from "./postgres-administration.ts";
import { postgresIngest } from "./postgres-ingest.ts";
import { postgresProvisioning } from "./postgres-provisioning.ts";
import { PostgresStore } from "./postgres-store.ts";

/**
 * The program's database on PostgreSQL. Many processes may share one.
 *
 * @param url `postgres://user:password@host:port/database`
 * @throws {RuntimeFailure} when it cannot be opened
 */
export async function openPostgresDatabase(url: string): Promise<SessionDatabase> {
  const pool = await openPool(url);
  return {
    authenticate: (authorization) => accountOf(pool, authorization),
    store: new PostgresStore(pool),
    provisioning: postgresProvisioning(pool),
    administration: postgresAdministration(pool),
    ingest: postgresIngest(pool),
    ping: async () => void (await pool.query("select 1 from live_entities limit 1")),
    close: () => pool.end(),
  };
}

async function accountOf(pool: Pool, authorization: string): Promise<string | undefined> {
  if (!isApiKey(authorization)) return undefined;
  const { rows } = await pool.query<{ account_id: string }>({
    name: "account",
    text: "select account_id from api_keys where hash = $1 and revoked_at is null",
    values: [hashApiKey(authorization)],
  });
  return rows[0]?.account_id;
}
