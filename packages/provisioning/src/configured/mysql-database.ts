import { createConnection, type ResultSetHeader, type RowDataPacket } from "mysql2/promise";
import { oneAtATime, type SqlDatabase } from "./sql-database.ts";

/** Connects to MySQL or MariaDB by URL, with UTC as the zone of the connection. */
export async function openMysql(url: string): Promise<SqlDatabase> {
  const connection = await createConnection({ uri: url, timezone: "Z" });
  await connection.query("set time_zone = '+00:00'");
  // A connection that breaks makes the next statement fail, which says so.
  connection.on("error", () => undefined);
  const inTurn = oneAtATime();
  return {
    driver: "mysql",
    select: async (sql, values) => (await connection.query<RowDataPacket[]>(sql, [...values]))[0],
    execute: async (sql, values) => (await connection.query<ResultSetHeader>(sql, [...values]))[0].affectedRows,
    insert: async (sql, values) => (await connection.query<ResultSetHeader>(sql, [...values]))[0].insertId,
    transaction: (work) =>
      inTurn(async () => {
        await connection.beginTransaction();
        try {
          const result = await work();
          await connection.commit();
          return result;
        } catch (error) {
          await connection.rollback();
          throw error;
        }
      }),
    close: () => connection.end(),
  };
}
