import { openPool } from "../src/postgres/open-pool.ts";
import { inTransaction } from "../src/postgres/transaction.ts";
import { insertAccount, insertEntity, insertKey, putSessions } from "../src/postgres/write-rows.ts";
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
  const pool = await openPool(url, true);
  const authorization = await inTransaction(pool, async (client) => {
    const account = await insertAccount(client, "bench");
    await insertEntity(client, account, entityId);
    for (let from = SESSIONS - ROWS; from < SESSIONS; from += BATCH) {
      await putSessions(
        client,
        Array.from({ length: BATCH }, (_, n) => sessionNumber(entityId, from + n)),
      );
    }
    return (await insertKey(client, account, "bench")).key;
  });
  await pool.query("analyze");
  await pool.end();
  return { url, authorization, stop: cluster.stop };
}
