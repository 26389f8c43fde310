import { openPool } from "../src/postgres/open-pool.ts";
import { PostgresSql } from "../src/postgres/postgres-sql.ts";
import { insertAccount, insertEntity, insertKey } from "../src/sql/account-rows.ts";
import { putSessions } from "../src/sql/session-rows.ts";
import { startCluster } from "../test/postgres-cluster.ts";
import { SESSIONS, sessionNumber } from "./data.ts";

const ROWS = 150_000;
const BATCH = 10_000;

/** A PostgreSQL with the newest 150,000 of the sessions. */
export async function startPostgres(
  entityId: string,
): Promise<{ url: string; authorization: string; stop: () => Promise<void> }> {
  const cluster = await startCluster();
  const url = `${cluster.url}/postgres`;
  const { pool } = await openPool(url, { mayCreate: true });
  const authorization = await new PostgresSql(pool).transaction(function* () {
    const account = yield* insertAccount("bench");
    yield* insertEntity(account, entityId);
    for (let from = SESSIONS - ROWS; from < SESSIONS; from += BATCH) {
      yield* putSessions(Array.from({ length: BATCH }, (_, n) => sessionNumber(entityId, from + n)));
    }
    return (yield* insertKey(account)).key;
  });
  await pool.query("analyze");
  await pool.end();
  return { url, authorization, stop: cluster.stop };
}
