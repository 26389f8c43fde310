import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { EntityState, LiveSessionStore, RangeRequest, SessionRange } from "@live-sessions/server";
import { InjectedFault } from "../injected-fault.ts";
import { allRows, type Row } from "./rows.ts";

// One statement is one snapshot, so the version is that of these very sessions, whatever other processes write.
// A left join: an entity without sessions is one row without a session.
// `+?`: for a bare `limit ?` SQLite would plan anew at each call.
const rangeSql = (condition: string): string => `
  select e.version, e.faults, s.body
  from live_entities e left join live_sessions s on s.entity_id = e.id ${condition}
  where e.id = :entity and e.account_id = :account
  order by s.created_at desc, s.id desc limit +:limit`;

/** The SQL of a page, first and further, for the test of its plan. */
export const RANGE_SQL: { readonly first: string; readonly after: string } = {
  first: rangeSql(""),
  // Row comparison is one range of the primary key; the same spelled out with `or` is not.
  after: rangeSql("and (s.created_at, s.id) < (:createdAt, :sessionId)"),
};

/** Reads sessions from SQLite; accounts are ids. Statements are prepared once. */
export class SqliteStore implements LiveSessionStore<string> {
  readonly #version: StatementSync;
  readonly #firstRange: StatementSync;
  readonly #rangeAfter: StatementSync;
  readonly #useFault: StatementSync;

  constructor(database: DatabaseSync) {
    this.#version = database.prepare("select version from live_entities where id = ? and account_id = ?");
    this.#firstRange = database.prepare(RANGE_SQL.first);
    this.#rangeAfter = database.prepare(RANGE_SQL.after);
    this.#useFault = database.prepare("update live_entities set faults = faults - 1 where id = ? and faults > 0");
  }

  /** See {@link LiveSessionStore.findEntity}. */
  findEntity(account: string, entityId: string): EntityState | undefined {
    const [row] = allRows(this.#version, entityId, account);
    return row && { version: String(row[0]) };
  }

  /** See {@link LiveSessionStore.pageAfter}. @throws {InjectedFault} when one was asked for */
  pageAfter(account: string, { entityId, after, limit }: RangeRequest): SessionRange | undefined {
    const rows = after
      ? allRows(this.#rangeAfter, { entity: entityId, account, limit, ...after })
      : allRows(this.#firstRange, { entity: entityId, account, limit });
    const [first] = rows;
    if (!first) return undefined;
    const [version, faults] = first;
    if (Number(faults) > 0) this.#failOnce(entityId);
    return { version: String(version), sessions: bodies(rows) };
  }

  #failOnce(entityId: string): void {
    // Another process may have used the last one up since the read.
    if (Number(this.#useFault.run(entityId).changes) > 0) throw new InjectedFault();
  }
}

function bodies(rows: readonly Row[]): string[] {
  const texts: string[] = [];
  for (const [, , body] of rows) if (typeof body === "string") texts.push(body);
  return texts;
}
