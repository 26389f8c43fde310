/** What a column of ours may be given. */
export type SqlValue = string | number | null;

/** One row, by column. */
export type SqlRow = Readonly<Record<string, unknown>>;

/** A database with one connection, on which one piece of work is done at a time. */
export interface SqlDatabase {
  readonly driver: "sqlite" | "postgresql" | "mysql";
  select(sql: string, values: readonly SqlValue[]): Promise<readonly SqlRow[]>;
  /** @returns how many rows it changed */
  execute(sql: string, values: readonly SqlValue[]): Promise<number>;
  /** Inserts a row. @returns the value of its id column, where the database gave it one */
  insert(sql: string, values: readonly SqlValue[], id: string): Promise<unknown>;
  /** All or nothing; nothing else is done in between. */
  transaction<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** The part of SQL that databases spell each in its own way. */
export class SqlDialect {
  readonly #driver: SqlDatabase["driver"];

  constructor(driver: SqlDatabase["driver"]) {
    this.#driver = driver;
  }

  /** A name of a table, with its schema before a dot, or of a column. */
  name(text: string): string {
    const mark = this.#driver === "mysql" ? "`" : '"';
    return text
      .split(".")
      .map((part) => mark + part.replaceAll(mark, mark + mark) + mark)
      .join(".");
  }

  /** The place of the `index`-th value, counted from 0. */
  place(index: number): string {
    return this.#driver === "postgresql" ? `$${index + 1}` : "?";
  }

  /** An instant of the database's own type as seconds since 1970. */
  seconds(column: string): string {
    if (this.#driver === "postgresql") return `cast(extract(epoch from ${column}) as double precision)`;
    return this.#driver === "mysql" ? `timestampdiff(second, '1970-01-01', ${column})` : `unixepoch(${column})`;
  }

  /** True for rows whose column is the `index`-th value, told as text: what is not an id of the column's type is not an id. */
  equals(column: string, index: number): string {
    return `cast(${this.name(column)} as ${this.#driver === "mysql" ? "char" : "text"}) = ${this.place(index)}`;
  }

  insert(table: string, columns: readonly string[]): string {
    const names = columns.map((column) => this.name(column)).join(", ");
    const places = columns.map((_, index) => this.place(index)).join(", ");
    return `insert into ${this.name(table)} (${names}) values (${places})`;
  }
}

/** Does pieces of work one after the other, whatever becomes of those before. */
export function oneAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
}
