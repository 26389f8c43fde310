import type { DatabaseSync } from "node:sqlite";
import { hashApiKey, isApiKey } from "../api-key.ts";
import { allRows } from "./rows.ts";

/**
 * Finds accounts by their keys; the database holds hashes alone.
 *
 * @returns a function from a key to its account's id, or to undefined when the key is not valid
 */
export function sqliteAuthenticate(database: DatabaseSync): (authorization: string) => string | undefined {
  const accountOf = database.prepare("select account_id from api_keys where hash = ? and revoked_at is null");
  return (authorization) => {
    if (!isApiKey(authorization)) return undefined;
    const [row] = allRows(accountOf, hashApiKey(authorization));
    return row && String(row[0]);
  };
}
