import { randomBytes, randomUUID } from "node:crypto";
import type { DatabaseSync, StatementSync } from "node:sqlite";
import { hashApiKey, mintApiKey } from "../api-key.ts";
import type { StoredSession } from "../stored-session.ts";

/** Writes rows. Nothing here begins a transaction: the caller says what belongs together. */
export class SqliteWriter {
  readonly #insertAccount: StatementSync;
  readonly #insertKey: StatementSync;
  readonly #insertEntity: StatementSync;
  readonly #insertSession: StatementSync;
  readonly #touch: StatementSync;

  constructor(database: DatabaseSync) {
    this.#insertAccount = database.prepare("insert into accounts (id, scenario_id) values (?, ?)");
    this.#insertKey = database.prepare("insert into api_keys (hash, account_id) values (?, ?)");
    this.#insertEntity = database.prepare("insert into live_entities (id, account_id, version) values (?, ?, ?)");
    this.#insertSession = database.prepare(
      "insert into live_sessions (entity_id, created_at, id, body) values (?, ?, ?, ?)",
    );
    this.#touch = database.prepare("update live_entities set version = ? where id = ?");
  }

  /** @returns the new account's id */
  insertAccount(scenarioId: string | null): string {
    const id = randomUUID();
    this.#insertAccount.run(id, scenarioId);
    return id;
  }

  /** @returns the new key: the only time that anybody sees it */
  insertKey(accountId: string): string {
    const key = mintApiKey();
    this.#insertKey.run(hashApiKey(key), accountId);
    return key;
  }

  /** @returns the new entity's id */
  insertEntity(accountId: string): string {
    const id = randomUUID();
    this.#insertEntity.run(id, accountId, newVersion());
    return id;
  }

  /** The caller touches the entity afterwards, unless it is new. */
  insertSession({ session, createdAt, body }: StoredSession): void {
    this.#insertSession.run(session.entity_id, createdAt, session.id, body);
  }

  /** Gives the entity a version that it never had. @returns false when there is no such entity */
  touch(entityId: string): boolean {
    return Number(this.#touch.run(newVersion(), entityId).changes) > 0;
  }
}

// Random, not counted: a counter would come back after a restored backup, with another list behind it.
function newVersion(): string {
  return randomBytes(9).toString("base64url");
}
