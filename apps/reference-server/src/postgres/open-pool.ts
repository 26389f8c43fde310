import { DatabaseError, Pool, type PoolClient } from "pg";
import { RuntimeFailure } from "../cli-error.ts";
import { withoutPassword } from "../settings.ts";
import { notMade, otherSchema } from "../unusable-database.ts";
import { detectPooling, type Pooling, poolingOf, refusedParameter } from "./pooling.ts";
import { SCHEMA_VERSION, schemaSql } from "./schema.ts";
import { inTransaction } from "./transaction.ts";

const CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 5_000;
/** After so many milliseconds PostgreSQL gives a statement up. */
export const STATEMENT_TIMEOUT_MS = 30_000;
// Kept here, not by the database: one that has fallen silent cuts nothing.
const QUERY_TIMEOUT_MS = 35_000;
// Any number, the same in every process: only one of them makes the schema.
const SCHEMA_LOCK = 0x4c_49_56_45;

/** Connections to PostgreSQL. */
export interface OpenedPool {
  readonly pool: Pool;
  readonly pooling: Pooling;
}

/** How tables are made where there are none. */
export interface TableOptions {
  /** Whether they are made at all. */
  readonly mayCreate: boolean;
  /** Hash partitions of sessions by entity; 1: a table as any other. Default: 1. */
  readonly partitions?: number;
}

/**
 * Connects to PostgreSQL and, if it may, makes the tables where there are none.
 *
 * @param url `postgres://user:password@host:port/database`; its parameters (`?query_timeout=5000`) win over ours, and
 *   `?pooling=transaction` or `session` says what is between, which is found out otherwise
 * @throws {RuntimeFailure} when it cannot be reached, or its tables are of another version
 */
export async function openPool(url: string, tables: TableOptions): Promise<OpenedPool> {
  let pool: Pool | undefined;
  try {
    const { connectionString, pooling: given } = poolingOf(url);
    const pooling = given ?? (await detectPooling(connectionString, CONNECT_TIMEOUT_MS));
    pool = newPool(connectionString, pooling);
    await inTransaction(pool, (client) => ensureSchema(client, withoutPassword(url), tables));
    return { pool, pooling };
  } catch (error) {
    await pool?.end();
    if (error instanceof RuntimeFailure) throw error;
    throw new RuntimeFailure(`The database ${withoutPassword(url)} cannot be opened: ${reason(error)}.`, {
      cause: error,
    });
  }
}

function newPool(connectionString: string, pooling: Pooling): Pool {
  const pool = new Pool({
    connectionString,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    // A setting of the connection, which a pooler refuses: it would have to keep it.
    ...(pooling === "session" ? { statement_timeout: STATEMENT_TIMEOUT_MS } : {}),
    query_timeout: QUERY_TIMEOUT_MS,
    keepAlive: true,
  });
  // A connection that the database ends is replaced at the next query; without a listener it would end the process. The
  // pool listens for those that are idle, and nobody else does for the one that a transaction holds.
  pool.on("error", () => {});
  pool.on("connect", (client) => void client.on("error", () => {}));
  return pool;
}

const INSUFFICIENT_PRIVILEGE = "42501";

function reason(error: unknown): string {
  const message = error instanceof Error ? error.message || error.name : String(error);
  const parameter = refusedParameter(error);
  if (parameter !== undefined) {
    return `the pooler in front of it takes no ${parameter} with a connection: leave it out of the URL, and set it for the role`;
  }
  if (!(error instanceof DatabaseError) || error.code !== INSUFFICIENT_PRIVILEGE) return message;
  return `${message}: the role needs USAGE and, to make the tables, CREATE on the schema (since PostgreSQL 15 only its owner has it): grant usage, create on schema public to the role`;
}

async function ensureSchema(
  client: PoolClient,
  database: string,
  { mayCreate, partitions = 1 }: TableOptions,
): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(${SCHEMA_LOCK})`);
  const { rows } = await client.query<{ present: boolean }>(
    "select to_regclass('live_sessions_schema') is not null as present",
  );
  if (!rows[0]?.present) {
    if (!mayCreate) throw new RuntimeFailure(notMade(`of ours at ${database}`));
    await client.query(schemaSql(partitions));
    return;
  }
  const schema = await client.query<{ version: number }>("select version from live_sessions_schema");
  const version = schema.rows[0]?.version ?? 0;
  if (version !== SCHEMA_VERSION) throw new RuntimeFailure(otherSchema("The database", version, SCHEMA_VERSION));
}
