import { createHash, randomUUID } from "node:crypto";
import { DatabaseSync, type SQLOutputValue } from "node:sqlite";
import type { Backend, NewSession, SessionChange, SessionRecord } from "../corpus/backend.ts";

type Row = Readonly<Record<string, SQLOutputValue>>;

const schema = `
  create table account (id text primary key, key_hash text not null unique) strict;
  create table entity (id text primary key, account text not null references account on delete cascade,
    stream_key text not null, faults integer not null default 0) strict;
  create table session (number integer primary key autoincrement, id text not null unique,
    entity text not null references entity on delete cascade,
    stream_key text not null, started text not null, changed text not null, seconds real) strict;
  create index session_order on session (entity, started, number);`;

/** What is kept of a key. */
export function keyHash(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

const textOf = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 19).replace("T", " ");
const secondsOf = (text: unknown): number => Date.parse(`${String(text).replace(" ", "T")}Z`) / 1000;

function recordOf(row: Row): SessionRecord {
  return {
    id: String(row["id"]),
    entityId: String(row["entity"]),
    streamKey: String(row["stream_key"]),
    createdAt: secondsOf(row["started"]),
    updatedAt: secondsOf(row["changed"]),
    duration: row["seconds"] === null ? undefined : Number(row["seconds"]),
  };
}

/** Times as text, ties by the number of insertion, the latest first; everything in one in-memory database. */
export class SqlStore implements Backend {
  readonly database: DatabaseSync = new DatabaseSync(":memory:");

  constructor() {
    this.database.exec(`pragma foreign_keys = on; ${schema}`);
  }

  #run(sql: string, ...values: readonly (string | number | null)[]): number {
    return Number(this.database.prepare(sql).run(...values).changes);
  }

  row(sql: string, ...values: readonly (string | number | null)[]): Row | undefined {
    return this.database.prepare(sql).get(...values);
  }

  rows(sql: string, ...values: readonly (string | number | null)[]): readonly Row[] {
    return this.database.prepare(sql).all(...values);
  }

  createAccount(): { readonly id: string; readonly authorization: string } {
    const id = randomUUID();
    const authorization = `uap-${randomUUID().replaceAll("-", "")}-${randomUUID().slice(0, 8)}`;
    this.#run("insert into account values (?, ?)", id, keyHash(authorization));
    return { id, authorization };
  }

  createEntity(account: string): string {
    const id = randomUUID();
    this.#run("insert into entity (id, account, stream_key) values (?, ?, ?)", id, account, `live_${id.slice(-10)}`);
    return id;
  }

  #session(entity: string, id: string): SessionRecord | undefined {
    const row = this.row("select * from session where entity = ? and id = ?", entity, id);
    return row && recordOf(row);
  }

  insert(entity: string, { createdAt, updatedAt, duration, streamKey }: NewSession): SessionRecord | undefined {
    const id = randomUUID();
    this.#run(
      `insert into session (id, entity, stream_key, started, changed, seconds)
        select ?, id, coalesce(?, stream_key), ?, ?, ? from entity where id = ?`,
      ...[id, streamKey ?? null, textOf(createdAt), textOf(updatedAt), duration ?? null, entity],
    );
    return this.#session(entity, id);
  }

  update(entity: string, id: string, change: SessionChange): SessionRecord | undefined {
    const changed = textOf(change.updatedAt);
    this.#run("update session set changed = max(started, ?) where entity = ? and id = ?", changed, entity, id);
    if ("duration" in change)
      this.#run("update session set seconds = ? where entity = ? and id = ?", change.duration ?? null, entity, id);
    return this.#session(entity, id);
  }

  remove(entity: string, id: string): boolean {
    return this.#run("delete from session where entity = ? and id = ?", entity, id) === 1;
  }

  dropAccount(account: string): void {
    this.#run("delete from account where id = ?", account);
  }

  planFaults(entity: string, requests: number): boolean {
    return this.#run("update entity set faults = faults + ? where id = ?", requests, entity) === 1;
  }

  /** Uses up one planned fault, if there is one. */
  takeFault(entity: string): boolean {
    return this.#run("update entity set faults = faults - 1 where id = ? and faults > 0", entity) === 1;
  }

  /** Up to `limit` sessions behind the position, with their numbers. */
  behind(
    entity: string,
    started: string,
    number: number,
    limit: number,
  ): readonly (readonly [number, SessionRecord])[] {
    const found = this.rows(
      `select * from session where entity = ? and (started, number) < (?, ?)
        order by started desc, number desc limit ?`,
      ...[entity, started, number, limit],
    );
    return found.map((row) => [Number(row["number"]), recordOf(row)]);
  }
}
