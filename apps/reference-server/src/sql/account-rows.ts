import { randomUUID } from "node:crypto";
import { hashApiKey, mintApiKey } from "../api-key.ts";
import { type KeyOptions, SCOPES } from "../session-database.ts";
import { newVersion } from "./session-rows.ts";
import { rows, type Sql } from "./statements.ts";

/** @returns the new account's id */
export function* insertAccount(name: string, scenarioId: string | null = null): Sql<string> {
  const id = randomUUID();
  yield* rows("insert into accounts (id, name, scenario_id) values ($1, $2, $3)", id, name, scenarioId);
  return id;
}

/** A key that was made: itself, the only time that anybody sees it, and the id that it is revoked by. */
export interface NewKey {
  readonly id: string;
  readonly key: string;
}

/** Makes a key of an account. */
export function* insertKey(account: string, options: Partial<KeyOptions> = {}): Sql<NewKey> {
  const { name = "", scopes = SCOPES, expiresAt = null } = options;
  const key = mintApiKey();
  const id = randomUUID();
  yield* rows(
    `insert into api_keys (hash, id, name, account_id, created_at, scopes, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    hashApiKey(key),
    id,
    name,
    account,
    epochSeconds(),
    scopes.join(" "),
    expiresAt,
  );
  return { id, key };
}

/** @returns the new entity's id */
export function* insertEntity(account: string, id: string = randomUUID(), stream: string | null = null): Sql<string> {
  const sql = "insert into live_entities (id, account_id, version, stream) values ($1, $2, $3, $4)";
  yield* rows(sql, id, account, newVersion(), stream);
  return id;
}

/** This process's clock, in whole seconds. */
export function epochSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
