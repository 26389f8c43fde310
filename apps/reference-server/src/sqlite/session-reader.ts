import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { JoinedSessions, KeysetPosition, RangeRequest } from "@live-sessions/server";
import { allRows, type Row } from "./rows.ts";
import { type ChainedRows, DamagedSessions, idAt, isWholeChain } from "./session-chain.ts";

// `+?`: for a bare `limit ?` SQLite would plan again at each call. The rows are joined in the order of the inner select, which
// SQLite keeps for `group_concat`; a row and a text for each session would cost a tenth of the whole answer.
const rangeSql = (condition: string, columns = "body", checksums = ""): string => `
  select count(*), group_concat(body, ',\n')${checksums} from (
    select ${columns} from live_sessions where entity_id = ? ${condition} order by created_at desc, id desc limit +?
  )`;

/** The SQL of a page, first and further, for the test of its plan. */
export const RANGE_SQL: { readonly first: string; readonly after: string } = {
  first: rangeSql(""),
  // Row comparison is one range of the primary key; the same spelled out with `or` is not.
  after: rangeSql("and (created_at, id) < (?, ?)"),
};

// The same with what verifies it. The session that the page begins after is read with it, if it is still there: its checksum
// tells which one follows.
const VERIFIED_SQL = {
  first: rangeSql("", "body, checksum", ", group_concat(checksum)"),
  after: rangeSql("and (created_at, id) <= (?, ?)", "body, checksum", ", group_concat(checksum)"),
};

// Of a page whose anchor was deleted, the session above tells which one follows.
const ABOVE_SQL = `
  select created_at, id from live_sessions where entity_id = ? and (created_at, id) > (?, ?)
  order by created_at, id limit 1`;

// JSON text on one line holds no line break, so this is between two of them only.
const JOINT = ",\n";

/** An entity as its row tells. */
export interface FoundEntity {
  readonly version: string;
  /** How many of the next pages fail, by provisioning. */
  readonly faults: number;
  /** The id of its newest session, if it has any. */
  readonly newest: string | undefined;
}

/** The questions of a list to SQLite. Statements are prepared once. */
export class SessionReader {
  readonly #entity: StatementSync;
  readonly #firstRange: StatementSync;
  readonly #rangeAfter: StatementSync;
  readonly #verifiedFirst: StatementSync;
  readonly #verifiedAfter: StatementSync;
  readonly #above: StatementSync;
  readonly #newest: StatementSync;
  readonly #useFault: StatementSync;
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;

  constructor(database: DatabaseSync) {
    this.#entity = database.prepare(
      "select version, faults, newest_id from live_entities where id = ? and account_id = ?",
    );
    this.#firstRange = database.prepare(RANGE_SQL.first);
    this.#rangeAfter = database.prepare(RANGE_SQL.after);
    this.#verifiedFirst = database.prepare(VERIFIED_SQL.first);
    this.#verifiedAfter = database.prepare(VERIFIED_SQL.after);
    this.#newest = database.prepare("select newest_id from live_entities where id = ?");
    this.#above = database.prepare(ABOVE_SQL);
    this.#useFault = database.prepare("update live_entities set faults = faults - 1 where id = ? and faults > 0");
    this.#begin = database.prepare("begin");
    this.#commit = database.prepare("commit");
  }

  /** Whatever `read` asks is of one snapshot, whatever other processes write meanwhile. */
  inSnapshot<T>(read: () => T): T {
    this.#begin.run();
    try {
      return read();
    } finally {
      this.#commit.run();
    }
  }

  /** @returns undefined when there is none, or it is another account's */
  entity(account: string, entityId: string): FoundEntity | undefined {
    const [row] = allRows(this.#entity, entityId, account);
    if (!row) return undefined;
    return {
      version: String(row[0]),
      faults: Number(row[1]),
      newest: typeof row[2] === "string" ? row[2] : undefined,
    };
  }

  /**
   * Sessions of an entity, verified.
   *
   * @param entity of the same snapshot
   * @throws {DamagedSessions} when they are not what was written, or one of them is missing
   */
  sessions({ entityId, after, limit }: RangeRequest, entity: FoundEntity): JoinedSessions {
    return after ? this.#readAfter(entityId, after, limit) : this.#readFirst(entityId, limit, entity.newest);
  }

  /** The same sessions as they stand in the file, at half the price. */
  unverifiedSessions({ entityId, after, limit }: RangeRequest): JoinedSessions {
    const [row] = after
      ? allRows(this.#rangeAfter, entityId, after.createdAt, after.sessionId, limit)
      : allRows(this.#firstRange, entityId, limit);
    return { count: Number(row?.[0]), text: String(row?.[1] ?? "") };
  }

  /** Uses up a fault that was asked for. @returns false when another process has used the last one up */
  useFault(entityId: string): boolean {
    return Number(this.#useFault.run(entityId).changes) > 0;
  }

  #readFirst(entityId: string, limit: number, newest: string | undefined): JoinedSessions {
    const rows = chainedRows(allRows(this.#verifiedFirst, entityId, limit));
    if (!isWholeChain(rows, newest, rows.count < limit) || (rows.count === 0) !== (newest === undefined)) {
      throw new DamagedSessions(entityId);
    }
    return rows;
  }

  #readAfter(entityId: string, { createdAt, sessionId }: KeysetPosition, limit: number): JoinedSessions {
    const rows = chainedRows(allRows(this.#verifiedAfter, entityId, createdAt, sessionId, limit + 1));
    if (!isWholeChain(rows, undefined, rows.count <= limit)) throw new DamagedSessions(entityId);
    if (rows.count > 0 && idAt(rows.text, 0) === JSON.stringify(sessionId)) return withoutFirst(rows);
    // Read again from above: a session that belongs first may be the one that is missing.
    const [above] = allRows(this.#above, entityId, createdAt, sessionId);
    if (above) return this.#readAfter(entityId, { createdAt: Number(above[0]), sessionId: String(above[1]) }, limit);
    const newest = this.#newestOf(entityId);
    if (newest === undefined ? rows.count > 0 : !isWholeChain(rows, newest, rows.count <= limit)) {
      throw new DamagedSessions(entityId);
    }
    return rows.count <= limit ? rows : withoutLast(rows);
  }

  #newestOf(entityId: string): string | undefined {
    const [row] = allRows(this.#newest, entityId);
    return typeof row?.[0] === "string" ? row[0] : undefined;
  }
}

function chainedRows([row]: readonly Row[]): ChainedRows {
  return { count: Number(row?.[0]), text: String(row?.[1] ?? ""), checksums: String(row?.[2] ?? "") };
}

function withoutFirst({ text, count }: JoinedSessions): JoinedSessions {
  const joint = text.indexOf(JOINT);
  return { text: joint < 0 ? "" : text.slice(joint + JOINT.length), count: count - 1 };
}

function withoutLast({ text, count }: JoinedSessions): JoinedSessions {
  return { text: text.slice(0, text.lastIndexOf(JOINT)), count: count - 1 };
}
