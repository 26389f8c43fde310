import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { EntityState, JoinedSessions, LiveSessionStore, RangeRequest, SessionRange } from "@live-sessions/server";
import { InjectedFault } from "../injected-fault.ts";
import type { DatabaseState } from "../session-database.ts";
import { KeptWhileUnchanged } from "./kept-while-unchanged.ts";
import { allRows } from "./rows.ts";

// `+?`: for a bare `limit ?` SQLite would plan anew at each call. The rows are joined in the order of the inner select, which
// SQLite keeps for `group_concat`; a row and a text for each session would cost a tenth of the whole answer.
const rangeSql = (condition: string): string => `
  select count(*), group_concat(body, ',\n') from (
    select body from live_sessions where entity_id = ? ${condition} order by created_at desc, id desc limit +?
  )`;

/** The SQL of a page, first and further, for the test of its plan. */
export const RANGE_SQL: { readonly first: string; readonly after: string } = {
  first: rangeSql(""),
  // Row comparison is one range of the primary key; the same spelled out with `or` is not.
  after: rangeSql("and (created_at, id) < (?, ?)"),
};

const MAX_KEPT_ENTITIES = 1_000;

interface FoundEntity {
  readonly version: string;
  readonly faults: number;
}

type FoundRange = FoundEntity & { readonly sessions: JoinedSessions };

/** Reads sessions from SQLite; accounts are ids. Statements are prepared once. */
export class SqliteStore implements LiveSessionStore<string> {
  readonly #entity: StatementSync;
  readonly #firstRange: StatementSync;
  readonly #rangeAfter: StatementSync;
  readonly #useFault: StatementSync;
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  readonly #state: DatabaseState | undefined;
  readonly #entities: KeptWhileUnchanged<FoundEntity>;

  /**
   * @param state of that database; with it, an entity that was found is not looked up again before something has changed,
   * and a page of it needs no transaction
   */
  constructor(database: DatabaseSync, state?: DatabaseState) {
    this.#state = state;
    this.#entities = new KeptWhileUnchanged(state, MAX_KEPT_ENTITIES);
    this.#entity = database.prepare("select version, faults from live_entities where id = ? and account_id = ?");
    this.#firstRange = database.prepare(RANGE_SQL.first);
    this.#rangeAfter = database.prepare(RANGE_SQL.after);
    this.#useFault = database.prepare("update live_entities set faults = faults - 1 where id = ? and faults > 0");
    this.#begin = database.prepare("begin");
    this.#commit = database.prepare("commit");
  }

  /** See {@link LiveSessionStore.findEntity}. */
  findEntity(account: string, entityId: string): EntityState | undefined {
    const now = this.#state?.look() ?? 0;
    return this.#entities.get(keyOf(account, entityId), now) ?? this.#readEntity(account, entityId, now);
  }

  /** See {@link LiveSessionStore.pageAfter}. @throws {InjectedFault} when one was asked for */
  pageAfter(account: string, range: RangeRequest): SessionRange | undefined {
    const read = this.#readUnchanged(account, range) ?? this.#readSnapshot(account, range);
    // After the read transaction, which could not become a write once another process has written.
    if (read && read.faults > 0) this.#failOnce(range.entityId);
    return read;
  }

  // What was known before the read, and still holds after it, is one snapshot with it.
  #readUnchanged(account: string, range: RangeRequest): FoundRange | undefined {
    const now = this.#state?.seen ?? 0;
    const entity = this.#entities.get(keyOf(account, range.entityId), now);
    if (!entity) return undefined;
    const sessions = this.#readBodies(range);
    return this.#state?.look() === now ? { ...entity, sessions } : undefined;
  }

  // A read transaction is one snapshot, so the version is that of these very sessions, whatever other processes write.
  #readSnapshot(account: string, range: RangeRequest): FoundRange | undefined {
    const now = this.#state?.look() ?? 0;
    this.#begin.run();
    try {
      const entity = this.#readEntity(account, range.entityId, now);
      return entity && { ...entity, sessions: this.#readBodies(range) };
    } finally {
      this.#commit.run();
    }
  }

  #readEntity(account: string, entityId: string, now: number): FoundEntity | undefined {
    const [row] = allRows(this.#entity, entityId, account);
    if (!row) return undefined;
    const entity = { version: String(row[0]), faults: Number(row[1]) };
    this.#entities.keep(keyOf(account, entityId), entity, now);
    return entity;
  }

  #readBodies({ entityId, after, limit }: RangeRequest): JoinedSessions {
    const [row] = after
      ? allRows(this.#rangeAfter, entityId, after.createdAt, after.sessionId, limit)
      : allRows(this.#firstRange, entityId, limit);
    return { count: Number(row?.[0]), text: String(row?.[1] ?? "") };
  }

  #failOnce(entityId: string): void {
    // Another process may have used the last one up since the read.
    if (Number(this.#useFault.run(entityId).changes) > 0) throw new InjectedFault();
  }
}

// Ids hold no control characters, so this joins them without ambiguity.
function keyOf(account: string, entityId: string): string {
  return `${account}\n${entityId}`;
}
