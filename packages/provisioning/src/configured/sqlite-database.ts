import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { oneAtATime, type SqlDatabase, type SqlValue } from "./sql-database.ts";

/** How long to wait while the application writes. */
const BUSY_TIMEOUT_MS = 10_000;

/** Opens a file of SQLite that the application has made. @throws when there is none */
export function openSqlite(file: string): SqlDatabase {
  if (!existsSync(file))
    throw new Error("there is no such file; start the application once, so that it makes its tables");
  const database = new DatabaseSync(file);
  database.exec(`pragma busy_timeout = ${BUSY_TIMEOUT_MS}`);
  const inTurn = oneAtATime();
  return {
    driver: "sqlite",
    select: async (sql, values) => database.prepare(sql).all(...bound(values)),
    execute: async (sql, values) => Number(database.prepare(sql).run(...bound(values)).changes),
    insert: async (sql, values, id) => database.prepare(`${sql} returning ${id} as id`).get(...bound(values))?.["id"],
    transaction: (work) =>
      inTurn(async () => {
        database.exec("begin immediate");
        try {
          const result = await work();
          database.exec("commit");
          return result;
        } catch (error) {
          database.exec("rollback");
          throw error;
        }
      }),
    close: async () => database.close(),
  };
}

// A number is bound as a floating one: in a column without a type, an id of 7 would be 7.0.
function bound(values: readonly SqlValue[]): (string | number | bigint | null)[] {
  return values.map((value) => (Number.isSafeInteger(value) ? BigInt(Number(value)) : value));
}
