import { runConformance } from "@live-sessions/conformance";
import { Client } from "pg";
import { expect, it } from "vitest";
import { hashApiKey } from "../src/api-key.ts";
import { RANGES_SQL } from "../src/postgres/gathered-sql.ts";
import { openPool } from "../src/postgres/open-pool.ts";
import { PostgresSql } from "../src/postgres/postgres-sql.ts";
import { readAgain } from "../src/postgres/read-again.ts";
import { insertAccount, insertEntity, insertKey } from "../src/sql/account-rows.ts";
import { emptyPostgres } from "./databases.ts";
import { startFakePooler } from "./fake-pooler.ts";
import { Sandbox } from "./program.ts";
import { list, oneEntity, pageOf } from "./scenario.ts";

const PARTITIONS = 8;

it("behind a pooler that lends connections for a transaction, it keeps the contract, and no answer fails", async () => {
  await using sandbox = new Sandbox();
  await using pooler = await startFakePooler(await emptyPostgres());
  const server = await sandbox.serve(["--database", pooler.url]);
  const entity = await oneEntity(server.provisioning, [{}, {}, {}]);
  // One after another and many at once, as either shows other connections.
  for (let n = 0; n < 20; n += 1) expect((await pageOf(await list(server.list, entity))).data).toHaveLength(3);
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, n) => list(server.list, entity, `?page_size=${1 + (n % 3)}`)),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(pooler.changes()).toBeGreaterThan(10);
  const { verdict, rules } = await runConformance({
    baseUrl: server.list,
    provisioner: server.provisioning,
    level: "should",
    seed: 1,
  });
  const open = rules.filter(({ outcome }) => outcome !== "passed" && outcome !== "not_applicable");
  expect([verdict, open]).toEqual(["conformant", []]);
});

it("a pooler is found out, or named in the URL", async () => {
  const url = await emptyPostgres();
  await using pooler = await startFakePooler(url);
  const poolingOf = async (location: string): Promise<string> => {
    const { pool, pooling } = await openPool(location, { mayCreate: true });
    await pool.end();
    return pooling;
  };
  expect(await poolingOf(url)).toBe("session");
  expect(await poolingOf(`${url}?pooling=transaction`)).toBe("transaction");
  expect(await poolingOf(pooler.url)).toBe("transaction");
  await expect(poolingOf(`${url}?pooling=statement`)).rejects.toThrow(/pooling in the URL is session or transaction/);
  await expect(poolingOf(`${pooler.url}?pooling=session`)).rejects.toThrow(/takes no statement_timeout/);
  await expect(poolingOf(`${pooler.url}?statement_timeout=5000`)).rejects.toThrow(/takes no statement_timeout/);
});

it("a role that may not make tables is told which privileges it needs", async () => {
  const url = await emptyPostgres();
  const client = new Client({ connectionString: url });
  await client.connect();
  const role = new URL(url).pathname.slice(1);
  await client.query(`create role ${role} login password 'secret'`);
  const theirs = new URL(url);
  [theirs.username, theirs.password] = [role, "secret"];
  try {
    await expect(openPool(theirs.href, { mayCreate: true })).rejects.toThrow(
      /permission denied for schema public: .*since PostgreSQL 15.*grant usage, create on schema public/,
    );
  } finally {
    await client.query(`drop role ${role}`);
    await client.end();
  }
});

it("a read whose backend is ended is asked once more, and no more than that", async () => {
  const { pool } = await openPool(await emptyPostgres(), { mayCreate: true });
  await pool.query("create sequence asked");
  // A sequence goes on, whatever becomes of the transaction.
  const text = (times: number): string =>
    `select case when nextval('asked') <= ${times} then pg_terminate_backend(pg_backend_pid())::text else 'read' end as value`;
  expect((await readAgain<{ value: string }>(pool, { text: text(1) })).rows).toEqual([{ value: "read" }]);
  await expect(readAgain(pool, { text: text(99) })).rejects.toThrow(/terminat/i);
  expect((await pool.query("select last_value from asked")).rows).toEqual([{ last_value: "4" }]);
  await pool.end();
});

it.each([
  ["any entities", RANGES_SQL.ofAny, (id: string) => `array['${id}', '${id}']`],
  ["one entity", RANGES_SQL.ofOne, (id: string) => `'${id}'`],
])("in partitions, pages of %s touch the partition alone that holds it", async (_, sql, ids) => {
  const { pool } = await openPool(await emptyPostgres(), { mayCreate: true, partitions: PARTITIONS });
  const { hash, entityId } = await new PostgresSql(pool).transaction(function* () {
    const account = yield* insertAccount("");
    const { key } = yield* insertKey(account);
    return { hash: Buffer.from(hashApiKey(key)).toString("hex"), entityId: yield* insertEntity(account) };
  });
  const client = await pool.connect();
  await client.query("set plan_cache_mode = force_generic_plan");
  await client.query(`prepare page as ${sql}`);
  const each = (value: string): string => `array[${value}, ${value}]`;
  const values = [each(`'\\x${hash}'::bytea`), each("11"), each("0"), each("'s'")].join(", ");
  const { rows } = await client.query<{ "QUERY PLAN": string }>(
    `explain (analyze, costs off, timing off, summary off) execute page (${ids(entityId)}, ${values})`,
  );
  client.release();
  await pool.end();
  const scans = rows.map((row) => row["QUERY PLAN"]).filter((line) => / on live_sessions_\d/.test(line));
  const executed = scans.filter((line) => !line.includes("never executed"));
  expect(executed).toEqual([expect.stringMatching(/Index Scan Backward using live_sessions_\d_pkey .*loops=2\)/)]);
});
