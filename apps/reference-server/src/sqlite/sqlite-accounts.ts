import type { DatabaseSync } from "node:sqlite";
import { hashApiKey, isApiKey } from "../api-key.ts";
import type { Scope } from "../session-database.ts";
import { allRows } from "./rows.ts";

/** What a key gives. */
export interface FoundKey {
  readonly account: string;
  readonly scopes: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/** Looks a key up. @returns undefined when there is none, or it was revoked */
export type FindKey = (authorization: string) => FoundKey | undefined;

/** Finds keys in a database, which holds hashes of them alone. */
export function keyFinder(database: DatabaseSync): FindKey {
  const find = database.prepare(
    "select account_id, scopes, expires_at from api_keys where hash = ? and revoked_at is null",
  );
  return (authorization) => {
    const [row] = allRows(find, hashApiKey(authorization));
    if (!row) return undefined;
    const expiresAt = row[2] === null ? Number.POSITIVE_INFINITY : Number(row[2]) * 1000;
    return { account: String(row[0]), scopes: String(row[1]), expiresAt };
  };
}

/** @returns a function from a key to its account's id, or to undefined when the key is not valid for that */
export function authenticating(find: FindKey): (authorization: string, scope: Scope) => string | undefined {
  return (authorization, scope) => {
    if (!isApiKey(authorization)) return undefined;
    const key = find(authorization);
    return key?.scopes.includes(scope) && Date.now() < key.expiresAt ? key.account : undefined;
  };
}
