import type { SessionDatabase } from "./session-database.ts";
import { openSqliteDatabase } from "./sqlite/sqlite-database.ts";

/**
 * Opens what `--database` names.
 *
 * @param location a file, or `:memory:`
 * @throws {RuntimeFailure} when it cannot be opened
 */
export async function openSessionDatabase(location: string): Promise<SessionDatabase> {
  return openSqliteDatabase(location);
}
