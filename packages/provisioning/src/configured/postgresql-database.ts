import { Client } from "pg";
import { oneAtATime, type SqlDatabase } from "./sql-database.ts";

/** Connects to PostgreSQL by URL. */
export async function openPostgresql(url: string): Promise<SqlDatabase> {
  const client = new Client({ connectionString: url });
  await client.connect();
  // A connection that breaks makes the next statement fail, which says so.
  client.on("error", () => undefined);
  const inTurn = oneAtATime();
  return {
    driver: "postgresql",
    select: async (sql, values) => (await client.query(sql, [...values])).rows,
    execute: async (sql, values) => (await client.query(sql, [...values])).rowCount ?? 0,
    insert: async (sql, values, id) => (await client.query(`${sql} returning ${id} as id`, [...values])).rows[0]?.id,
    transaction: (work) =>
      inTurn(async () => {
        await client.query("begin");
        try {
          const result = await work();
          await client.query("commit");
          return result;
        } catch (error) {
          await client.query("rollback");
          throw error;
        }
      }),
    close: () => client.end(),
  };
}
