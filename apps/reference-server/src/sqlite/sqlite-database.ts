import { createLiveSessionsHandler } from "@live-sessions/server";
import type { SessionDatabase } from "../session-database.ts";
import { sqlAdministration } from "../sql/administration.ts";
import { countInProgress, sqlIngest } from "../sql/ingest.ts";
import { sqlProvisioning } from "../sql/provisioning.ts";
import { exportBodies } from "./export-bodies.ts";
import { openDatabase } from "./open-database.ts";
import { sqliteAuthenticate } from "./sqlite-accounts.ts";
import { SqliteSql } from "./sqlite-sql.ts";
import { sqliteState } from "./sqlite-state.ts";
import { SqliteStore } from "./sqlite-store.ts";
import { damages, quickCheck } from "./verify.ts";
import { watchFiles } from "./watch-files.ts";

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
  const authenticate = sqliteAuthenticate(database, state);
  const store = new SqliteStore(database, state);
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
