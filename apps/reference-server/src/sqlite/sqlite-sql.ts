import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Sql, SqlDatabase, Statement } from "../sql/statements.ts";
import { allRows, type Row } from "./rows.ts";
import { inTransaction } from "./transaction.ts";

// Statements about many rows differ in their number; those of one text come again.
const MAX_PREPARED = 200;

/** Runs the SQL that both databases share on SQLite: at once, as its connection is the process's only one. */
export class SqliteSql implements SqlDatabase {
  readonly #database: DatabaseSync;
  readonly #prepared = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** See {@link SqlDatabase.run}. */
  run<Result>(work: () => Sql<Result>): Result {
    const steps = work();
    let step = steps.next();
    while (!step.done) step = this.#step(steps, step.value);
    return step.value;
  }

  /** See {@link SqlDatabase.transaction}. */
  transaction<Result>(work: () => Sql<Result>): Result {
    return inTransaction(this.#database, () => this.run(work));
  }

  #step<Result>(steps: Sql<Result>, statement: Statement): IteratorResult<Statement, Result> {
    let found: readonly Row[];
    try {
      found = allRows(this.#prepare(statement.text), ...statement.values);
    } catch (error) {
      return steps.throw(error);
    }
    return steps.next(found);
  }

  #prepare(text: string): StatementSync {
    const prepared = this.#prepared.get(text) ?? this.#database.prepare(inSqlite(text));
    if (this.#prepared.size >= MAX_PREPARED) this.#prepared.clear();
    this.#prepared.set(text, prepared);
    return prepared;
  }
}

// Its numbered parameters begin with a question mark, and a write transaction has the whole file to itself.
function inSqlite(text: string): string {
  return text.replaceAll(/\$(\d+)/g, "?$1").replaceAll(" for update", "");
}
