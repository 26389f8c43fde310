import type { DatabaseSync, StatementSync } from "node:sqlite";
import { silentStoredSession } from "../stored-session.ts";
import { allRows, type Row } from "./rows.ts";
import type { SqliteWriter } from "./sqlite-writer.ts";
import { inTransaction } from "./transaction.ts";

/** When the signals of sessions in progress were heard last, of those that came in by ingest. */
export class SqliteSignals {
  readonly #database: DatabaseSync;
  readonly #writer: SqliteWriter;
  readonly #begin: StatementSync;
  readonly #note: StatementSync;
  readonly #forget: StatementSync;
  readonly #silent: StatementSync;

  constructor(database: DatabaseSync, writer: SqliteWriter) {
    this.#database = database;
    this.#writer = writer;
    this.#begin = database.prepare(
      "insert into ingest_signals (entity_id, session_id, last_signal_at) values (?, ?, ?)",
    );
    // One that was heard later stays; within one second nothing is written.
    this.#note = database.prepare(
      `update ingest_signals set last_signal_at = ?3
       where entity_id = ?1 and session_id = ?2 and last_signal_at < ?3`,
    );
    this.#forget = database.prepare("delete from ingest_signals where entity_id = ? and session_id = ?");
    this.#silent = database.prepare(
      `select s.entity_id, session_id, last_signal_at, body
       from ingest_signals s join live_sessions l on l.entity_id = s.entity_id and l.id = s.session_id
       where last_signal_at < ? limit +?`,
    );
  }

  /** Of a session that has just begun. */
  begin(entityId: string, sessionId: string, now: number): void {
    this.#begin.run(entityId, sessionId, now);
  }

  /** Does nothing for a session that did not come in by ingest, or has ended. */
  note(entityId: string, sessionId: string, now: number): void {
    this.#note.run(entityId, sessionId, now);
  }

  /** For the end of a session. */
  forget(entityId: string, sessionId: string): void {
    this.#forget.run(entityId, sessionId);
  }

  /** See `Ingest.endSilent`. */
  endSilent(before: number, most: number): number {
    // Mostly there are none, and nobody has to wait for a lock.
    if (allRows(this.#silent, before, 1).length === 0) return 0;
    return inTransaction(
      this.#database,
      () => allRows(this.#silent, before, most).filter((row) => this.#end(row)).length,
    );
  }

  #end([entityId, sessionId, lastSignalAt, body]: Row): boolean {
    this.forget(String(entityId), String(sessionId));
    // An import, or a change through provisioning, may have ended it.
    const ended = silentStoredSession(String(body), Number(lastSignalAt));
    if (ended) this.#writer.putSession(ended);
    return ended !== undefined;
  }
}
