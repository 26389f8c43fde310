import type { DatabaseSync } from "node:sqlite";
import { hashApiKey, isApiKey } from "../api-key.ts";
import type { DatabaseState } from "../session-database.ts";
import { KeptWhileUnchanged } from "./kept-while-unchanged.ts";
import { allRows } from "./rows.ts";

const MAX_KEPT_KEYS = 1_000;

/**
 * Finds accounts by their keys; the database holds hashes alone.
 *
 * @param state of that database, so that a valid key need not be looked up again before something has changed
 * @returns a function from a key to its account's id, or to undefined when the key is not valid
 */
export function sqliteAuthenticate(
  database: DatabaseSync,
  state: DatabaseState | undefined,
): (authorization: string) => string | undefined {
  const accountOf = database.prepare("select account_id from api_keys where hash = ? and revoked_at is null");
  const accounts = new KeptWhileUnchanged<string>(state, MAX_KEPT_KEYS);
  return (authorization) => {
    if (!isApiKey(authorization)) return undefined;
    const now = state?.look() ?? 0;
    const kept = accounts.get(authorization, now);
    if (kept !== undefined) return kept;
    const [row] = allRows(accountOf, hashApiKey(authorization));
    if (!row) return undefined;
    const account = String(row[0]);
    accounts.keep(authorization, account, now);
    return account;
  };
}
