import { randomBytes, randomUUID } from "node:crypto";
import type { DatabaseSync, StatementSync } from "node:sqlite";
import { hashApiKey, mintApiKey } from "../api-key.ts";
import type { StoredSession } from "../stored-session.ts";

/** Writes rows. Nothing here begins a transaction: the caller says what belongs together. */
export class SqliteWriter {
  readonly #insertAccount: StatementSync;
  readonly #insertKey: StatementSync;
  readonly #insertEntity: StatementSync;
  readonly #putSession: StatementSync;
  readonly #deleteSession: StatementSync;
  readonly #touch: StatementSync;

  constructor(database: DatabaseSync) {
    this.#insertAccount = database.prepare("insert into accounts (id, name, scenario_id) values (?, ?, ?)");
    this.#insertKey = database.prepare(
      "insert into api_keys (hash, id, name, account_id, created_at) values (?, ?, ?, ?, unixepoch())",
    );
    this.#insertEntity = database.prepare("insert into live_entities (id, account_id, version) values (?, ?, ?)");
    this.#putSession = database.prepare(
      `insert into live_sessions (entity_id, created_at, id, body) values (?, ?, ?, ?)
       on conflict (entity_id, created_at, id) do update set body = excluded.body`,
    );
    this.#deleteSession = database.prepare("delete from live_sessions where entity_id = ? and id = ?");
    this.#touch = database.prepare("update live_entities set version = ? where id = ?");
  }

  /** @returns the new account's id */
  insertAccount(name: string, scenarioId: string | null = null): string {
    const id = randomUUID();
    this.#insertAccount.run(id, name, scenarioId);
    return id;
  }

  /** @returns the new key, the only time that anybody sees it, and the id that it is revoked by */
  insertKey(accountId: string, name: string): { readonly id: string; readonly key: string } {
    const key = mintApiKey();
    const id = randomUUID();
    this.#insertKey.run(hashApiKey(key), id, name, accountId);
    return { id, key };
  }

  /** @returns the new entity's id */
  insertEntity(accountId: string, id: string = randomUUID()): string {
    this.#insertEntity.run(id, accountId, newVersion());
    return id;
  }

  /** Inserts a session, or replaces the body of the one in its place; then touches its entity. */
  putSession({ session, createdAt, body }: StoredSession): void {
    this.#putSession.run(session.entity_id, createdAt, session.id, body);
    this.touch(session.entity_id);
  }

  /** Removes a session and touches its entity. @returns false when there was none */
  deleteSession(entityId: string, sessionId: string): boolean {
    return Number(this.#deleteSession.run(entityId, sessionId).changes) > 0 && this.touch(entityId);
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
