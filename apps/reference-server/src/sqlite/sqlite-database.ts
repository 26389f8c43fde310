import { createLiveSessionsHandler } from "@live-sessions/server";
import type { SessionDatabase } from "../session-database.ts";
import { openDatabase } from "./open-database.ts";
import { sqliteAuthenticate } from "./sqlite-accounts.ts";
import { sqliteAdministration } from "./sqlite-administration.ts";
import { sqliteIngest } from "./sqlite-ingest.ts";
import { sqliteProvisioning } from "./sqlite-provisioning.ts";
import { sqliteState } from "./sqlite-state.ts";
import { SqliteStore } from "./sqlite-store.ts";

/**
 * The program's database as one SQLite file.
 *
 * @param file a path, or `:memory:`
 * @param mayCreate whether a file that is not there is made
 * @throws {RuntimeFailure} when it cannot be opened
 */
export function openSqliteDatabase(file: string, mayCreate: boolean): SessionDatabase {
  const database = openDatabase(file, mayCreate);
  const state = sqliteState(database, file);
  const authenticate = sqliteAuthenticate(database, state);
  const store = new SqliteStore(database, state);
  return {
    authenticate,
    listHandler: (onError) => createLiveSessionsHandler({ authenticate, store, onError }),
    state,
    provisioning: sqliteProvisioning(database),
    administration: sqliteAdministration(database),
    ingest: sqliteIngest(database),
    ping: () => database.exec("select 1 from live_entities limit 1"),
    close: () => database.close(),
  };
}
