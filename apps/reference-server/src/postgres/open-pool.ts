import { Pool, type PoolClient } from "pg";
import { RuntimeFailure } from "../cli-error.ts";
import { withoutPassword } from "../settings.ts";
import { notMade, otherSchema } from "../unusable-database.ts";
import { SCHEMA, SCHEMA_VERSION } from "./schema.ts";
import { inTransaction } from "./transaction.ts";

const CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 5_000;
const STATEMENT_TIMEOUT_MS = 30_000;
// Kept here, not by the database: one that has fallen silent cuts nothing.
const QUERY_TIMEOUT_MS = 35_000;
// Any number, the same in every process: only one of them makes the schema.
const SCHEMA_LOCK = 0x4c_49_56_45;

/**
 * Connects to PostgreSQL and, if it may, makes the tables where there are none.
 *
 * @param url `postgres://user:password@host:port/database`; its parameters (`?query_timeout=5000`) win over ours
 * @throws {RuntimeFailure} when it cannot be reached, or its tables are of a newer version
 */
export async function openPool(url: string, mayCreate: boolean): Promise<Pool> {
  const pool = new Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
    keepAlive: true,
  });
  // A connection that the database ends is replaced at the next query; without a listener it would end the process. The
  // pool listens for those that are idle, and nobody else does for the one that a transaction holds.
  pool.on("error", () => {});
  pool.on("connect", (client) => void client.on("error", () => {}));
  try {
    await inTransaction(pool, (client) => ensureSchema(client, withoutPassword(url), mayCreate));
    return pool;
  } catch (error) {
    await pool.end();
    if (error instanceof RuntimeFailure) throw error;
    const message = error instanceof Error ? error.message || error.name : String(error);
    throw new RuntimeFailure(`The database ${withoutPassword(url)} cannot be opened: ${message}.`, { cause: error });
  }
}

async function ensureSchema(client: PoolClient, database: string, mayCreate: boolean): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(${SCHEMA_LOCK})`);
  const { rows } = await client.query<{ present: boolean }>(
    "select to_regclass('live_sessions_schema') is not null as present",
  );
  if (!rows[0]?.present) {
    if (!mayCreate) throw new RuntimeFailure(notMade(`of ours at ${database}`));
    await client.query(SCHEMA);
    return;
  }
  const schema = await client.query<{ version: number }>("select version from live_sessions_schema");
  const version = schema.rows[0]?.version ?? 0;
  if (version !== SCHEMA_VERSION) throw new RuntimeFailure(otherSchema("The database", version, SCHEMA_VERSION));
}
