import type { DatabaseSync } from "node:sqlite";
import { hashApiKey, isApiKey } from "../api-key.ts";
import type { Scope } from "../session-database.ts";
import { KeptWhileUnchanged } from "./kept-while-unchanged.ts";
import { allRows } from "./rows.ts";
import type { SqliteState } from "./sqlite-state.ts";

const MAX_KEPT_KEYS = 1_000;

/** What a key gives. */
interface KnownKey {
  readonly account: string;
  readonly scopes: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/**
 * Finds accounts by their keys; the database holds hashes alone.
 *
 * @param state of that database, so that a valid key need not be looked up again before something has changed
 * @returns a function from a key to its account's id, or to undefined when the key is not valid for that
 */
export function sqliteAuthenticate(
  database: DatabaseSync,
  state: SqliteState | undefined,
): (authorization: string, scope: Scope) => string | undefined {
  const find = database.prepare(
    "select account_id, scopes, expires_at from api_keys where hash = ? and revoked_at is null",
  );
  const keys = new KeptWhileUnchanged<KnownKey>(state, MAX_KEPT_KEYS);
  const read = (authorization: string, now: number): KnownKey | undefined => {
    const [row] = allRows(find, hashApiKey(authorization));
    if (!row) return undefined;
    const expiresAt = row[2] === null ? Number.POSITIVE_INFINITY : Number(row[2]) * 1000;
    const key = { account: String(row[0]), scopes: String(row[1]), expiresAt };
    // Nothing that was answered with it may be kept beyond that.
    state?.endAt(expiresAt);
    keys.keep(authorization, key, now);
    return key;
  };
  return (authorization, scope) => {
    if (!isApiKey(authorization)) return undefined;
    const now = state?.look() ?? 0;
    const key = keys.get(authorization, now) ?? read(authorization, now);
    return key?.scopes.includes(scope) && Date.now() < key.expiresAt ? key.account : undefined;
  };
}
