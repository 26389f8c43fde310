import type { Pool, PoolClient } from "pg";
import type { AccountRow, Administration, EntityRow } from "../session-database.ts";
import { importBatch } from "./import-batch.ts";
import { inTransaction } from "./transaction.ts";
import { insertAccount, insertKey } from "./write-rows.ts";

interface StoredKeyRow {
  readonly id: string;
  readonly name: string;
  readonly account_id: string;
  readonly created_at: string;
  readonly revoked_at: string | null;
}

/** The operator's commands on PostgreSQL. */
export function postgresAdministration(pool: Pool): Administration {
  const hasAccount = async (id: string): Promise<boolean> =>
    ((await pool.query("select 1 from accounts where id = $1", [id])).rowCount ?? 0) > 0;
  return {
    createAccount: (name) => insertAccount(pool, name),
    listAccounts: async () => (await pool.query<AccountRow>("select id, name from accounts order by name, id")).rows,
    createEntity: async (account, id) => {
      const sql = `insert into live_entities (id, account_id) select $1, id from accounts where id = $2
                   on conflict do nothing`;
      return ((await pool.query(sql, [id, account])).rowCount ?? 0) > 0;
    },
    hasEntity: async (id) => ((await pool.query("select 1 from live_entities where id = $1", [id])).rowCount ?? 0) > 0,
    listEntities: async (account) => {
      const sql = `select id, account_id as account from live_entities
                   where $1::text is null or account_id = $1 order by account_id, id`;
      return (await pool.query<EntityRow>(sql, [account])).rows;
    },
    createKey: async (account, name) => ((await hasAccount(account)) ? insertKey(pool, account, name) : undefined),
    listKeys: async (account) => {
      const sql = "select * from api_keys where $1::text is null or account_id = $1 order by created_at, id";
      return (await pool.query<StoredKeyRow>(sql, [account])).rows.map((row) => ({
        id: row.id,
        name: row.name,
        account: row.account_id,
        createdAt: Number(row.created_at),
        revokedAt: row.revoked_at === null ? null : Number(row.revoked_at),
      }));
    },
    revokeKey: async (id) => {
      const sql = "update api_keys set revoked_at = extract(epoch from now()) where id = $1 and revoked_at is null";
      return ((await pool.query(sql, [id])).rowCount ?? 0) > 0;
    },
    importSessions: (account, sessions) => inTransaction(pool, (client) => importBatch(client, account, sessions)),
    exportSessions: (entityId) => exportBodies(pool, entityId),
  };
}

const PAGE_ROWS = 1_000;

interface ExportedRow {
  readonly entity_id: string;
  readonly created_at: string;
  readonly id: string;
  readonly body: string;
}

async function* exportBodies(pool: Pool, entityId: string | undefined): AsyncIterable<string> {
  const client = await pool.connect();
  try {
    // One snapshot for all pages: an export is the state of one moment.
    await client.query("begin isolation level repeatable read read only");
    yield* pagesOf(client, entityId);
  } finally {
    client.release(true);
  }
}

async function* pagesOf(client: PoolClient, entityId: string | undefined): AsyncIterable<string> {
  let after: readonly unknown[] = ["", 0, ""];
  for (;;) {
    const { rows } = await client.query<ExportedRow>(
      `select entity_id, created_at, id, body from live_sessions
       where (entity_id, created_at, id) > ($1, $2, $3) and ($4::text is null or entity_id = $4)
       order by entity_id, created_at, id limit ${PAGE_ROWS}`,
      [...after, entityId],
    );
    for (const { body } of rows) yield body;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE_ROWS) return;
    after = [last.entity_id, last.created_at, last.id];
  }
}
