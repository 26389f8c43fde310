import type { EntityState, LiveSessionStore, RangeRequest, SessionRange } from "@live-sessions/server";
import type { Pool } from "pg";
import { InjectedFault } from "../injected-fault.ts";
import type { Caller } from "./postgres-callers.ts";

// The key in the statement itself: a caller may be one that is only remembered.
const KEY_OF_ITS_ACCOUNT = `exists (
    select from api_keys k where k.hash = $2 and k.account_id = e.account_id and k.revoked_at is null)`;

// One statement is one snapshot, so the version is that of these very sessions, whatever others write.
// The bodies come as one text, a line each (JSON text has no line break): rows of their own cost more than they carry.
const rangeSql = (condition: string): string => `
  select e.version, e.faults, (
    select string_agg(s.body, E'\\n' order by s.created_at desc, s.id desc) from (
      select created_at, id, body from live_sessions
      where entity_id = e.id ${condition}
      order by created_at desc, id desc limit $3
    ) s
  )
  from live_entities e where e.id = $1 and ${KEY_OF_ITS_ACCOUNT}`;

/** The SQL of a page, first and further, for the test of its plan. */
export const RANGE_SQL: { readonly first: string; readonly after: string } = {
  first: rangeSql(""),
  // Row comparison is one range of the primary key; the same spelled out with `or` is not.
  after: rangeSql("and (created_at, id) < ($4, $5)"),
};

type RangeRow = [version: string, faults: number, bodies: string | null];

/** Reads sessions from PostgreSQL, and finds nothing for a key that is not valid. Statements are prepared once a connection. */
export class PostgresStore implements LiveSessionStore<Caller> {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** See {@link LiveSessionStore.findEntity}. */
  async findEntity({ keyHash }: Caller, entityId: string): Promise<EntityState | undefined> {
    const { rows } = await this.#pool.query<{ version: string }>({
      name: "version",
      text: `select e.version from live_entities e where e.id = $1 and ${KEY_OF_ITS_ACCOUNT}`,
      values: [entityId, keyHash],
    });
    return rows[0];
  }

  /** See {@link LiveSessionStore.pageAfter}. @throws {InjectedFault} when one was asked for */
  async pageAfter({ keyHash }: Caller, { entityId, after, limit }: RangeRequest): Promise<SessionRange | undefined> {
    const { rows } = await this.#pool.query<RangeRow>({
      name: after ? "after" : "first",
      text: after ? RANGE_SQL.after : RANGE_SQL.first,
      values: [entityId, keyHash, limit, ...(after ? [after.createdAt, after.sessionId] : [])],
      rowMode: "array",
    });
    const [row] = rows;
    if (!row) return undefined;
    const [version, faults, bodies] = row;
    if (faults > 0) await this.#failOnce(entityId);
    return { version, sessions: bodies === null ? [] : bodies.split("\n") };
  }

  async #failOnce(entityId: string): Promise<void> {
    const { rowCount } = await this.#pool.query(
      "update live_entities set faults = faults - 1 where id = $1 and faults > 0",
      [entityId],
    );
    // Another process may have used the last one up since the read.
    if (rowCount) throw new InjectedFault();
  }
}
