import type { Pool, QueryArrayConfig, QueryArrayResult, QueryConfig, QueryResult, QueryResultRow } from "pg";

// Class 57P0x of the SQLSTATE codes: the operator ended the backend, or it crashed; class 08: the connection broke.
const ENDED = /^(?:57P0[12]|08[0-9A-Z]{3})$/;
// What node-postgres and the system say of a connection that is gone.
const GONE = /Connection terminated|not queryable|ECONNRESET|EPIPE/;

/**
 * Asks for rows and, where the backend was ended under the question (a restart, a failover, an idle connection that somebody
 * cut), once more on another connection. Only for statements that write nothing: nobody knows how far the first one came.
 */
export async function readAgain<Row extends QueryResultRow>(pool: Pool, query: QueryConfig): Promise<QueryResult<Row>> {
  return once(() => pool.query<Row>(query));
}

/** The same for rows as arrays. */
export async function readArraysAgain<Row extends unknown[]>(
  pool: Pool,
  query: QueryArrayConfig,
): Promise<QueryArrayResult<Row>> {
  return once(() => pool.query<Row>(query));
}

async function once<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!wasEnded(error)) throw error;
    return ask();
  }
}

function wasEnded(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  return ENDED.test(code) || GONE.test(error.message) || GONE.test(code);
}
