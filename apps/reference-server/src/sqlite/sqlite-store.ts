import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { EntityState, LiveSessionStore, RangeRequest, SessionRange } from "@live-sessions/server";
import { InjectedFault } from "../injected-fault.ts";
import { PageCache } from "./page-cache.ts";
import { allRows } from "./rows.ts";

// `+?`: for a bare `limit ?` SQLite would plan anew at each call.
const rangeSql = (condition: string): string => `
  select body from live_sessions where entity_id = ? ${condition} order by created_at desc, id desc limit +?`;

/** The SQL of a page, first and further, for the test of its plan. */
export const RANGE_SQL: { readonly first: string; readonly after: string } = {
  first: rangeSql(""),
  // Row comparison is one range of the primary key; the same spelled out with `or` is not.
  after: rangeSql("and (created_at, id) < (?, ?)"),
};

/** Reads sessions from SQLite; accounts are ids. Statements are prepared once. */
export class SqliteStore implements LiveSessionStore<string> {
  readonly #entity: StatementSync;
  readonly #firstRange: StatementSync;
  readonly #rangeAfter: StatementSync;
  readonly #useFault: StatementSync;
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  readonly #cache = new PageCache();

  constructor(database: DatabaseSync) {
    this.#entity = database.prepare("select version, faults from live_entities where id = ? and account_id = ?");
    this.#firstRange = database.prepare(RANGE_SQL.first);
    this.#rangeAfter = database.prepare(RANGE_SQL.after);
    this.#useFault = database.prepare("update live_entities set faults = faults - 1 where id = ? and faults > 0");
    this.#begin = database.prepare("begin");
    this.#commit = database.prepare("commit");
  }

  /** See {@link LiveSessionStore.findEntity}. */
  findEntity(account: string, entityId: string): EntityState | undefined {
    const [row] = allRows(this.#entity, entityId, account);
    return row && { version: String(row[0]) };
  }

  /** See {@link LiveSessionStore.pageAfter}. @throws {InjectedFault} when one was asked for */
  pageAfter(account: string, range: RangeRequest): SessionRange | undefined {
    const read = this.#readSnapshot(account, range);
    // After the read transaction, which could not become a write once another process has written.
    if (read && read.faults > 0) this.#failOnce(range.entityId);
    return read;
  }

  // A read transaction is one snapshot, so the version is that of these very sessions, whatever other processes write.
  #readSnapshot(account: string, range: RangeRequest): (SessionRange & { readonly faults: number }) | undefined {
    this.#begin.run();
    try {
      const [entity] = allRows(this.#entity, range.entityId, account);
      if (!entity) return undefined;
      const version = String(entity[0]);
      return { version, faults: Number(entity[1]), sessions: this.#sessionsAt(version, range) };
    } finally {
      this.#commit.run();
    }
  }

  #sessionsAt(version: string, range: RangeRequest): readonly string[] {
    const kept = this.#cache.get(range, version);
    if (kept) return kept;
    const sessions = this.#readBodies(range);
    this.#cache.set(range, version, sessions);
    return sessions;
  }

  #readBodies({ entityId, after, limit }: RangeRequest): string[] {
    const rows = after
      ? allRows(this.#rangeAfter, entityId, after.createdAt, after.sessionId, limit)
      : allRows(this.#firstRange, entityId, limit);
    return rows.map(([body]) => String(body));
  }

  #failOnce(entityId: string): void {
    // Another process may have used the last one up since the read.
    if (Number(this.#useFault.run(entityId).changes) > 0) throw new InjectedFault();
  }
}
