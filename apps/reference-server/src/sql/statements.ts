import type { MaybePromise } from "@live-sessions/server";

/** What both databases take for a parameter. */
export type SqlValue = string | number | Uint8Array | null;

/** One statement of SQL that both databases understand; its parameters are `$1`, `$2` and so on. */
export interface Statement {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

/** Rows as arrays, in the order of the select. PostgreSQL gives a bigint as text, SQLite as a number. */
export type Rows = readonly (readonly unknown[])[];

/**
 * Work in SQL, written once for both databases: a generator that yields statements and gets their rows. SQLite runs it in one
 * go, so that nothing else comes between on its only connection; PostgreSQL waits for each answer.
 */
export type Sql<Result> = Generator<Statement, Result, Rows>;

/** A database that runs such work. */
export interface SqlDatabase {
  /** Each statement by itself. */
  run<Result>(work: () => Sql<Result>): MaybePromise<Result>;
  /** All of it happens or, if it throws, nothing. */
  transaction<Result>(work: () => Sql<Result>): MaybePromise<Result>;
}

/** One statement. @returns its rows */
export function* rows(text: string, ...values: SqlValue[]): Sql<Rows> {
  return yield { text, values };
}

/** One statement. @returns whether it gave a row, or changed one that it returns */
export function* finds(text: string, ...values: SqlValue[]): Sql<boolean> {
  return (yield { text, values }).length > 0;
}

/** `($1, $2), ($3, $4)`: parameters for so many rows of so many columns. */
export function placeholders(rowCount: number, columns: number, firstParameter = 1): string {
  const row = (n: number): string =>
    `(${Array.from({ length: columns }, (_, column) => `$${firstParameter + n * columns + column}`).join(", ")})`;
  return Array.from({ length: rowCount }, (_, n) => row(n)).join(", ");
}
