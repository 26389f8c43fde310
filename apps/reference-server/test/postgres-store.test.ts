import type { RangeRequest } from "@live-sessions/server";
import { registerStoreTests } from "@live-sessions/server/store-test-kit";
import type { Pool } from "pg";
import { describe, expect, it, vi } from "vitest";
import { hashApiKey } from "../src/api-key.ts";
import { RANGES_SQL } from "../src/postgres/gathered-sql.ts";
import { openPool } from "../src/postgres/open-pool.ts";
import type { Caller } from "../src/postgres/postgres-callers.ts";
import { PostgresSql } from "../src/postgres/postgres-sql.ts";
import { PostgresStore } from "../src/postgres/postgres-store.ts";
import { gatherQuestions } from "../src/refinements/gathered-questions.ts";
import { insertAccount, insertEntity, insertKey } from "../src/sql/account-rows.ts";
import { deleteSession, putSessions, touch } from "../src/sql/session-rows.ts";
import type { Sql } from "../src/sql/statements.ts";
import { storedSession } from "../src/stored-session.ts";
import { emptyPostgres } from "./databases.ts";

const PARTITIONS = 8;

describe.each([
  ["on PostgreSQL", false, 1],
  ["on PostgreSQL, sharded by entity", true, 1],
  ["on PostgreSQL, in partitions", false, PARTITIONS],
])("%s", (_, isSharded, partitions) => {
  registerStoreTests(
    async () => {
      const { pool, pooling } = await openPool(await emptyPostgres(), { mayCreate: true, partitions });
      return {
        store: new PostgresStore(pool, gatherQuestions(pool, { isSharded, pooling })),
        owner: await newCaller(pool, "owner"),
        stranger: await newCaller(pool, "stranger"),
        addEntity: ({ account }) => new PostgresSql(pool).run(() => insertEntity(account)),
        putSession: (session) => writing(pool, session.entity_id, () => putSessions([storedSession(session)])),
        deleteSession: (entityId, sessionId) => writing(pool, entityId, () => deleteSession(entityId, sessionId)),
        close: () => pool.end(),
      };
    },
    { describe, it },
  );

  it("the plan of pages is one range of the primary key for each, without a sort of rows", async () => {
    const { pool } = await openPool(await emptyPostgres(), { mayCreate: true, partitions });
    const client = await pool.connect();
    // The plan for any values, as a statement gets it that is prepared and used often.
    await client.query("set plan_cache_mode = force_generic_plan");
    await client.query(`prepare page as ${isSharded ? RANGES_SQL.ofOne : RANGES_SQL.ofAny}`);
    const { rows } = await client.query<{ "QUERY PLAN": string }>(
      `explain (costs off) execute page ('${isSharded ? "e" : "{e}"}', array['\\x00'::bytea], '{11}', '{0}', '{s}')`,
    );
    client.release();
    await pool.end();
    const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
    const entity = isSharded ? "$1" : "q.entity_id";
    const table = partitions > 1 ? "live_sessions_7" : "live_sessions";
    expect(plan).toContain(`Index Scan Backward using ${table}_pkey on ${table}`);
    expect(plan).toContain(
      `Index Cond: ((entity_id = ${entity}) AND (ROW(created_at, id) < ROW(q.created_at, q.session_id)))`,
    );
    expect(plan).toContain("Index Scan using live_entities_pkey on live_entities");
    expect(plan).toContain("Index Scan using api_keys_pkey on api_keys");
    expect(plan).not.toMatch(/-> +(?:Incremental )?Sort\b|Seq Scan/);
  });

  describe("requests that come together", () => {
    it("share statements, and each gets its own list", async () => {
      const { pool, store, lists } = await withLists(isSharded, 100);
      const query = vi.spyOn(pool, "query");
      const pages = await Promise.all(
        lists.map(({ caller, entityId }) => store.pageAfter(caller, firstPage(entityId))),
      );
      expect(pages.map((page) => page?.sessions)).toEqual(lists.map(({ body }) => ({ text: body, count: 1 })));
      // No more than 64 share one; where tables are sharded, only those about one entity.
      expect(query).toHaveBeenCalledTimes(isSharded ? 100 : 2);
      query.mockClear();
      const [{ caller, entityId }] = lists;
      const same = await Promise.all(Array.from({ length: 64 }, () => store.pageAfter(caller, firstPage(entityId))));
      expect(same).toEqual(new Array(64).fill(pages[0]));
      expect(query).toHaveBeenCalledTimes(1);
      await pool.end();
    });

    it("are answered as if each had come alone, when the database refuses a value of one", async () => {
      const { pool, store, lists } = await withLists(isSharded, 2);
      const answers = await Promise.allSettled([
        ...lists.map(({ caller, entityId }) => store.pageAfter(caller, firstPage(entityId))),
        ...lists.map(({ caller }) => store.pageAfter(caller, firstPage("e\0"))),
      ]);
      const [first, second, ...refused] = answers;
      expect([first, second]).toMatchObject(lists.map(({ body }) => ({ value: { sessions: { text: body } } })));
      expect(refused).toMatchObject([{ status: "rejected" }, { status: "rejected" }]);
      await pool.end();
    });

    it("see nothing of another account's list, and an unknown one is found by none of them", async () => {
      const { pool, store, lists } = await withLists(isSharded, 3);
      const [owner, ...strangers] = lists;
      const asked = [owner, ...strangers].map(({ caller }) => store.pageAfter(caller, firstPage(owner.entityId)));
      const pages = await Promise.all([...asked, store.pageAfter(owner.caller, firstPage("unknown"))]);
      expect(pages).toMatchObject([{ sessions: { text: owner.body } }, undefined, undefined, undefined]);
      const versions = await Promise.all(lists.map(({ caller }) => store.findEntity(caller, owner.entityId)));
      expect(versions).toEqual([{ version: pages[0]?.version }, undefined, undefined]);
      await pool.end();
    });
  });
});

interface ListOfOne {
  readonly caller: Caller;
  readonly entityId: string;
  readonly body: string;
}

async function withLists(
  isSharded: boolean,
  count: number,
): Promise<{ pool: Pool; store: PostgresStore; lists: readonly [ListOfOne, ...ListOfOne[]] }> {
  const { pool, pooling } = await openPool(await emptyPostgres(), { mayCreate: true });
  const newList = async (n: number): Promise<ListOfOne> => {
    const caller = await newCaller(pool, `account ${n}`);
    const entityId = await new PostgresSql(pool).run(() => insertEntity(caller.account));
    const session = storedSession({
      id: `session-${n}`,
      entity_id: entityId,
      stream_key: "live_EXAMPLEKEY01",
      created_at: "2026-01-01T00:00:00Z",
      updated_at: "2026-01-01T00:00:00Z",
    });
    await writing(pool, entityId, () => putSessions([session]));
    return { caller, entityId, body: session.body };
  };
  const lists: [ListOfOne, ...ListOfOne[]] = [await newList(0)];
  for (let n = 1; n < count; n += 1) lists.push(await newList(n));
  return { pool, store: new PostgresStore(pool, gatherQuestions(pool, { isSharded, pooling })), lists };
}

function firstPage(entityId: string): RangeRequest {
  return { entityId, after: undefined, limit: 21 };
}

async function newCaller(pool: Pool, name: string): Promise<Caller> {
  return new PostgresSql(pool).transaction(function* () {
    const account = yield* insertAccount(name);
    const { key } = yield* insertKey(account, { name });
    return { account, keyHash: hashApiKey(key), authorization: key };
  });
}

function writing<T>(pool: Pool, entityId: string, write: () => Sql<T>): Promise<T> {
  return new PostgresSql(pool).transaction(function* () {
    yield* touch(entityId);
    return yield* write();
  });
}
