// SQLite as Node brings it, in the form of the two native packages that libraries ask for. With better-sqlite3 or
// sqlite3 installed, or with another database, you need nothing of this file.
import { DatabaseSync, type SQLInputValue } from "node:sqlite";

type Statement = {
  readonly reader: boolean;
  raw(): Statement;
  all(...values: readonly unknown[]): unknown[];
  run(...values: readonly unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint };
  iterate(...values: readonly unknown[]): IterableIterator<unknown>;
};

/** What Drizzle, Kysely and TypeORM use of better-sqlite3. */
export class BetterSqlite3 {
  readonly #database: DatabaseSync;

  constructor(path: string) {
    this.#database = new DatabaseSync(path, { timeout: 5000 });
  }

  prepare(sql: string): Statement {
    const prepared = this.#database.prepare(sql);
    const statement: Statement = {
      reader: prepared.columns().length > 0,
      raw: () => {
        prepared.setReturnArrays(true);
        return statement;
      },
      all: (...values) => prepared.all(...bound(values)),
      run: (...values) => prepared.run(...bound(values)),
      iterate: (...values) => prepared.iterate(...bound(values)),
    };
    return statement;
  }

  pragma(text: string): unknown[] {
    return this.prepare(`pragma ${text}`).all();
  }

  close(): void {
    this.#database.close();
  }
}

type Done = (error: Error | null, rows?: unknown[]) => void;

/** What Sequelize uses of sqlite3. */
class Sqlite3Database {
  readonly #database: DatabaseSync;

  constructor(path: string, _mode: number, done: Done) {
    this.#database = new DatabaseSync(path, { timeout: 5000 });
    queueMicrotask(() => done(null));
  }

  serialize(work: () => void): void {
    work();
  }

  run(sql: string): void {
    this.#database.exec(sql);
  }

  /** Its last argument is told; Sequelize writes the values of a query into the text itself. */
  all(sql: string, ...others: readonly unknown[]): void {
    const done = others.at(-1) as Done;
    let rows: unknown[];
    try {
      rows = this.#database.prepare(sql).all();
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
      return;
    }
    done(null, rows);
  }

  close(done?: Done): void {
    this.#database.close();
    done?.(null);
  }
}

export const sqlite3: object = { Database: Sqlite3Database, OPEN_READWRITE: 2, OPEN_CREATE: 4 };

function bound(values: readonly unknown[]): SQLInputValue[] {
  return values.flat().map((value) => (typeof value === "number" || value === null ? value : String(value)));
}
