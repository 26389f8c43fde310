import { createLiveSessionsHandler } from "@live-sessions/server";
import { rememberedKeys } from "./refinements/remembered-keys.ts";
import { RememberingStore } from "./refinements/remembering-store.ts";
import { VerifyingOnce } from "./refinements/verifying-once.ts";
import { sqliteState } from "./refinements/wal-index.ts";
import type { SessionDatabase } from "./session-database.ts";
import { sqlAdministration } from "./sql/administration.ts";
import { countInProgress, sqlIngest } from "./sql/ingest.ts";
import { sqlProvisioning } from "./sql/provisioning.ts";
import { exportBodies } from "./sqlite/export-bodies.ts";
import { openDatabase } from "./sqlite/open-database.ts";
import { authenticating, keyFinder } from "./sqlite/sqlite-accounts.ts";
import { SqliteSql } from "./sqlite/sqlite-sql.ts";
import { SqliteStore } from "./sqlite/sqlite-store.ts";
import { damages, quickCheck } from "./sqlite/verify.ts";
import { watchFiles } from "./sqlite/watch-files.ts";

/**
 * The program's database as one SQLite file.
 *
 * @param file a path, or `:memory:`
 * @param mayCreate whether a file that is not there is made
 * @throws {RuntimeFailure} when it cannot be opened
 */
export function openSqliteDatabase(file: string, mayCreate: boolean): SessionDatabase {
  const database = openDatabase(file, mayCreate);
  const sql = new SqliteSql(database);
  const state = sqliteState(database, file);
  const findKey = keyFinder(database);
  const authenticate = authenticating(state ? rememberedKeys(findKey, state) : findKey);
  const reader = new VerifyingOnce(database);
  const store = state ? new RememberingStore(reader, state) : new SqliteStore(reader);
  return {
    authenticate,
    listHandler: (onError) =>
      createLiveSessionsHandler({ authenticate: (key) => authenticate(key, "read"), store, onError }),
    state,
    provisioning: sqlProvisioning(sql),
    administration: { ...sqlAdministration(sql), exportSessions: (entityId) => exportBodies(database, entityId) },
    ingest: sqlIngest(sql),
    verify: () => damages(database),
    checkAtStart: () => quickCheck(database, file),
    lost: watchFiles(file),
    gauges: () => ({ sessionsInProgress: sql.run(countInProgress), pool: undefined }),
    ping: () => database.exec("select 1 from live_entities limit 1"),
    close: () => database.close(),
  };
}
