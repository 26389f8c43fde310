import { registerStoreTests } from "@live-sessions/server/store-test-kit";
import type { Pool } from "pg";
import { describe, expect, it } from "vitest";
import { hashApiKey } from "../src/api-key.ts";
import { openPool } from "../src/postgres/open-pool.ts";
import type { Caller } from "../src/postgres/postgres-callers.ts";
import { PostgresStore, RANGE_SQL } from "../src/postgres/postgres-store.ts";
import { inTransaction } from "../src/postgres/transaction.ts";
import {
  deleteSession,
  insertAccount,
  insertEntity,
  insertKey,
  putSessions,
  touch,
} from "../src/postgres/write-rows.ts";
import { storedSession } from "../src/stored-session.ts";
import { emptyPostgres } from "./databases.ts";

describe("on PostgreSQL", () => {
  registerStoreTests(
    async () => {
      const pool = await openPool(await emptyPostgres());
      return {
        store: new PostgresStore(pool),
        owner: await newCaller(pool, "owner"),
        stranger: await newCaller(pool, "stranger"),
        addEntity: ({ account }) => insertEntity(pool, account),
        putSession: (session) =>
          writing(pool, session.entity_id, (client) => putSessions(client, [storedSession(session)])),
        deleteSession: (entityId, sessionId) =>
          writing(pool, entityId, (client) => deleteSession(client, entityId, sessionId)),
        close: () => pool.end(),
      };
    },
    { describe, it },
  );

  it.each([
    ["first", RANGE_SQL.first, "(entity_id = e.id)"],
    ["further", RANGE_SQL.after, "((entity_id = e.id) AND (ROW(created_at, id) < ROW($4, $5)))"],
  ])("the plan of the %s page is one range of the primary key, without a sort", async (_, sql, range) => {
    const pool = await openPool(await emptyPostgres());
    const client = await pool.connect();
    // The plan for any values, as a statement gets it that is prepared and used often.
    await client.query("set plan_cache_mode = force_generic_plan");
    await client.query(`prepare page as ${sql}`);
    const values = range.includes("$4") ? "'e', '\\x00', 11, 0, 's'" : "'e', '\\x00', 11";
    const { rows } = await client.query<{ "QUERY PLAN": string }>(`explain (costs off) execute page (${values})`);
    client.release();
    await pool.end();
    const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
    expect(plan).toContain("Index Scan Backward using live_sessions_pkey on live_sessions");
    expect(plan).toContain(`Index Cond: ${range}`);
    expect(plan).not.toMatch(/Sort|Seq Scan/);
  });
});

async function newCaller(pool: Pool, name: string): Promise<Caller> {
  const account = await insertAccount(pool, name);
  const { key } = await insertKey(pool, account, name);
  return { account, keyHash: hashApiKey(key), authorization: key };
}

function writing<T>(
  pool: Pool,
  entityId: string,
  write: (client: Parameters<typeof touch>[0]) => Promise<T>,
): Promise<T> {
  return inTransaction(pool, async (client) => {
    await touch(client, [entityId]);
    return write(client);
  });
}
