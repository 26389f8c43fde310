import type { Pool, PoolClient } from "pg";
import type { Sql, SqlDatabase } from "../sql/statements.ts";
import { STATEMENT_TIMEOUT_MS } from "./open-pool.ts";
import type { Pooling } from "./pooling.ts";
import { inTransaction } from "./transaction.ts";

/** Runs the SQL that both databases share on PostgreSQL: each statement waits for its answer. */
export class PostgresSql implements SqlDatabase {
  readonly #pool: Pool;
  readonly #begin: string;

  constructor(pool: Pool, pooling: Pooling = "session") {
    this.#pool = pool;
    // Where no connection keeps the limit, each transaction brings it.
    this.#begin = pooling === "session" ? "begin" : `begin; set local statement_timeout = ${STATEMENT_TIMEOUT_MS}`;
  }

  /** See {@link SqlDatabase.run}. */
  run<Result>(work: () => Sql<Result>): Promise<Result> {
    return runOn(this.#pool, work());
  }

  /** See {@link SqlDatabase.transaction}. */
  transaction<Result>(work: () => Sql<Result>): Promise<Result> {
    return inTransaction(this.#pool, (client) => runOn(client, work()), this.#begin);
  }
}

async function runOn<Result>(client: Pick<PoolClient, "query">, steps: Sql<Result>): Promise<Result> {
  let step = steps.next();
  while (!step.done) {
    const { text, values } = step.value;
    const answer = client.query<unknown[]>({ text, values: [...values], rowMode: "array" });
    step = await answer.then(
      ({ rows }) => steps.next(rows),
      (error: unknown) => steps.throw(error),
    );
  }
  return step.value;
}
