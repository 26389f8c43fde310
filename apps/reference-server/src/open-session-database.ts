import type { SessionDatabase } from "./session-database.ts";
import { openSqliteDatabase } from "./sqlite/sqlite-database.ts";

const POSTGRES_URL = /^postgres(?:ql)?:\/\//;

/**
 * Opens what `--database` names.
 *
 * @param location a file, `:memory:`, or `postgres://…`
 * @param isSharded see {@link PostgresStoreOptions}; nothing to SQLite. Default: false
 * @throws {RuntimeFailure} when it cannot be opened
 */
export async function openSessionDatabase(location: string, isSharded = false): Promise<SessionDatabase> {
  if (!POSTGRES_URL.test(location)) return openSqliteDatabase(location);
  // Loaded only where it is needed: it would slow every other start.
  const { openPostgresDatabase } = await import("./postgres/postgres-database.ts");
  return openPostgresDatabase(location, { isSharded });
}
