import { randomBytes } from "node:crypto";
import type { LiveSession, LiveSessionChange, NewLiveSession } from "../live-session.ts";
import type { SessionTable } from "./configuration.ts";
import { insertRow } from "./sql-accounts.ts";
import { type SqlDatabase, SqlDialect, type SqlRow, type SqlValue } from "./sql-database.ts";
import { readTime, storedTime } from "./stored-time.ts";

/** The table of live sessions, read and written in the form in which the application keeps it. */
export class SqlSessions {
  readonly #database: SqlDatabase;
  readonly #table: SessionTable;
  readonly #dialect: SqlDialect;

  constructor(database: SqlDatabase, table: SessionTable) {
    this.#database = database;
    this.#table = table;
    this.#dialect = new SqlDialect(database.driver);
  }

  /** @returns the new session's id */
  insert(entity: SqlValue, session: NewLiveSession, streamKey: string): Promise<string | number> {
    const { columns, set } = this.#table;
    return insertRow(this.#database, this.#table, {
      ...set,
      [columns.entity]: entity,
      [columns.stream_key]: session.stream_key ?? streamKey,
      [columns.created_at]: this.#time(session.created_at),
      [columns.updated_at]: this.#time(session.updated_at),
      [columns.duration]: this.#duration(session.duration),
    });
  }

  /** The sessions of an entity as the database holds them now, by id; one alone where its id is given. */
  async read(entity: string, id?: string): Promise<ReadonlyMap<string, LiveSession>> {
    const { columns, table } = this.#table;
    const chosen = Object.entries(columns).map(([member, column]) => {
      const isTime = member === "created_at" || member === "updated_at";
      return `${isTime ? this.#timeColumn(column) : this.#dialect.name(column)} as ${member}`;
    });
    const values: SqlValue[] = id === undefined ? [entity] : [entity, id];
    const sql = `select ${chosen.join(", ")} from ${this.#dialect.name(table)} where ${this.#where(id !== undefined, 0)}`;
    const rows = await this.#database.select(sql, values);
    return new Map(rows.map((row) => [String(row["id"]), this.#session(row)]));
  }

  async update(entity: string, id: string, change: LiveSessionChange): Promise<void> {
    const { columns, table } = this.#table;
    const changed: (readonly [string, SqlValue])[] = [[columns.updated_at, this.#time(change.updated_at)]];
    if (change.duration !== undefined) changed.push([columns.duration, this.#duration(change.duration ?? undefined)]);
    const set = changed.map(([column], index) => `${this.#dialect.name(column)} = ${this.#dialect.place(index)}`);
    const sql = `update ${this.#dialect.name(table)} set ${set.join(", ")} where ${this.#where(true, changed.length)}`;
    await this.#database.execute(sql, [...changed.map(([, value]) => value), entity, id]);
  }

  /** @returns how many were deleted: all of the entity, or one */
  remove(entity: string, id?: string): Promise<number> {
    const sql = `delete from ${this.#dialect.name(this.#table.table)} where ${this.#where(id !== undefined, 0)}`;
    return this.#database.execute(sql, id === undefined ? [entity] : [entity, id]);
  }

  /** A statement that reads nothing, and fails where a table or a column is not there. */
  check(): Promise<unknown> {
    const { columns, table, set } = this.#table;
    const names = [...Object.values(columns), ...Object.keys(set)].map((column) => this.#dialect.name(column));
    return this.#database.select(`select ${names.join(", ")} from ${this.#dialect.name(table)} where 1 = 0`, []);
  }

  #where(hasId: boolean, first: number): string {
    const { columns } = this.#table;
    const entity = this.#dialect.equals(columns.entity, first);
    return hasId ? `${entity} and ${this.#dialect.equals(columns.id, first + 1)}` : entity;
  }

  #time(time: string): string | number {
    return storedTime(time, this.#table.times, this.#database.driver);
  }

  #timeColumn(column: string): string {
    const name = this.#dialect.name(column);
    return this.#table.times === "timestamp" ? this.#dialect.seconds(name) : name;
  }

  #duration(seconds: number | undefined): number | null {
    if (seconds === undefined) return null;
    return this.#table.durations === "milliseconds" ? Math.round(seconds * 1000) : seconds;
  }

  #session(row: SqlRow): LiveSession {
    const { times, durations } = this.#table;
    const stored = row["duration"];
    // Decimals come as text from drivers that would rather not round them.
    const duration = durations === "milliseconds" ? Number(stored) / 1000 : Number(stored);
    return {
      id: String(row["id"]),
      entity_id: String(row["entity"]),
      stream_key: String(row["stream_key"]),
      created_at: readTime(row["created_at"], times),
      updated_at: readTime(row["updated_at"], times),
      ...(stored === null ? {} : { duration }),
    };
  }
}

/** A stream key that nobody uses. */
export function newStreamKey(): string {
  return `live_${randomBytes(9).toString("base64url")}`;
}
