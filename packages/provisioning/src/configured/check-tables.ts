import type { Configuration } from "./configuration.ts";
import { ConfigurationError } from "./configuration-error.ts";
import { messageOf } from "./open-database.ts";
import { type SqlDatabase, SqlDialect } from "./sql-database.ts";
import { SqlSessions } from "./sql-sessions.ts";

/**
 * Makes sure that the tables and columns of a configuration are there, and makes the one of planted errors.
 *
 * @throws {ConfigurationError} that names the first that is not
 */
export async function checkTables(database: SqlDatabase, configuration: Configuration): Promise<void> {
  const { sessions, entities, accounts, faults } = configuration;
  await checked("/live_sessions", () => new SqlSessions(database, sessions).check());
  const names = [entities.columns.id, entities.columns.account, ...Object.keys(entities.set)];
  await checked("/live_entities", () => select(database, entities.table, names));
  if (!("get" in accounts)) {
    const columns = [accounts.columns.id, accounts.columns.key, ...Object.keys(accounts.set)];
    await checked("/accounts", () => select(database, accounts.table, columns));
  }
  if (faults !== undefined) await checked("/faults", () => makeFaultTable(database, faults));
}

async function checked(pointer: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw new ConfigurationError(`${pointer} does not fit the database: ${messageOf(error)}.`);
  }
}

function select(database: SqlDatabase, table: string, columns: readonly (string | undefined)[]): Promise<unknown> {
  const dialect = new SqlDialect(database.driver);
  const names = columns.flatMap((column) => (column === undefined ? [] : [dialect.name(column)]));
  return database.select(`select ${names.join(", ")} from ${dialect.name(table)} where 1 = 0`, []);
}

async function makeFaultTable(database: SqlDatabase, table: string): Promise<void> {
  const name = new SqlDialect(database.driver).name(table);
  await database.execute(
    `create table if not exists ${name} (entity_id varchar(64) primary key, requests integer not null)`,
    [],
  );
  await select(database, table, ["entity_id", "requests"]);
}
