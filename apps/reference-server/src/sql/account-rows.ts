import { randomUUID } from "node:crypto";
import { hashApiKey, mintApiKey } from "../api-key.ts";
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
export function* insertKey(account: string, name: string): Sql<NewKey> {
  const key = mintApiKey();
  const id = randomUUID();
  yield* rows(
    "insert into api_keys (hash, id, name, account_id, created_at) values ($1, $2, $3, $4, $5)",
    hashApiKey(key),
    id,
    name,
    account,
    epochSeconds(),
  );
  return { id, key };
}

/** @returns the new entity's id */
export function* insertEntity(account: string, id: string = randomUUID()): Sql<string> {
  yield* rows("insert into live_entities (id, account_id, version) values ($1, $2, $3)", id, account, newVersion());
  return id;
}

/** This process's clock, in whole seconds. */
export function epochSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
