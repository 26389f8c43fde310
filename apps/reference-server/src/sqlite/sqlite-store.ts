import type { DatabaseSync, StatementSync } from "node:sqlite";
import type {
  EntityState,
  JoinedSessions,
  KeysetPosition,
  LiveSessionStore,
  RangeRequest,
  SessionRange,
} from "@live-sessions/server";
import { InjectedFault } from "../injected-fault.ts";
import type { DatabaseState } from "../session-database.ts";
import { KeptWhileUnchanged } from "./kept-while-unchanged.ts";
import { allRows, type Row } from "./rows.ts";
import { type ChainedRows, DamagedSessions, idAt, isWholeChain } from "./session-chain.ts";
import { VerifiedPages } from "./verified-pages.ts";

// `+?`: for a bare `limit ?` SQLite would plan anew at each call. The rows are joined in the order of the inner select, which
// SQLite keeps for `group_concat`; a row and a text for each session would cost a tenth of the whole answer.
const rangeSql = (condition: string, checksums = ""): string => `
  select count(*), group_concat(body, ',\n')${checksums} from (
    select body, checksum from live_sessions where entity_id = ? ${condition} order by created_at desc, id desc limit +?
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
  first: rangeSql("", ", group_concat(checksum)"),
  after: rangeSql("and (created_at, id) <= (?, ?)", ", group_concat(checksum)"),
};

// Of a page whose anchor was deleted, the session above tells which one follows.
const ABOVE_SQL = `
  select created_at, id from live_sessions where entity_id = ? and (created_at, id) > (?, ?)
  order by created_at, id limit 1`;

// JSON text on one line holds no line break, so this is between two of them only.
const JOINT = ",\n";
const MAX_KEPT_ENTITIES = 1_000;

interface FoundEntity {
  readonly version: string;
  readonly faults: number;
  readonly newest: string | undefined;
}

type FoundRange = FoundEntity & { readonly sessions: JoinedSessions };

/** Reads sessions from SQLite; accounts are ids. Statements are prepared once. */
export class SqliteStore implements LiveSessionStore<string> {
  readonly #entity: StatementSync;
  readonly #firstRange: StatementSync;
  readonly #rangeAfter: StatementSync;
  readonly #verifiedFirst: StatementSync;
  readonly #verifiedAfter: StatementSync;
  readonly #verified = new VerifiedPages();
  readonly #above: StatementSync;
  readonly #newest: StatementSync;
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
    const sessions = this.#readSessions(range, entity);
    return this.#state?.look() === now ? { ...entity, sessions } : undefined;
  }

  // A read transaction is one snapshot, so the version is that of these very sessions, whatever other processes write.
  #readSnapshot(account: string, range: RangeRequest): FoundRange | undefined {
    const now = this.#state?.look() ?? 0;
    this.#begin.run();
    try {
      const entity = this.#readEntity(account, range.entityId, now);
      return entity && { ...entity, sessions: this.#readSessions(range, entity) };
    } finally {
      this.#commit.run();
    }
  }

  #readEntity(account: string, entityId: string, now: number): FoundEntity | undefined {
    const [row] = allRows(this.#entity, entityId, account);
    if (!row) return undefined;
    const newest = typeof row[2] === "string" ? row[2] : undefined;
    const entity = { version: String(row[0]), faults: Number(row[1]), newest };
    this.#entities.keep(keyOf(account, entityId), entity, now);
    return entity;
  }

  // To verify a page costs as much again as to read it, so it is done once for each state of its entity, and not at each request.
  #readSessions(range: RangeRequest, entity: FoundEntity): JoinedSessions {
    const { entityId, after, limit } = range;
    const key = `${entity.version}\n${entityId}\n${after?.createdAt}\n${after?.sessionId}\n${limit}`;
    if (this.#verified.has(key)) return this.#readAgain(range);
    const sessions = after ? this.#readAfter(entityId, after, limit) : this.#readFirst(entityId, limit, entity.newest);
    this.#verified.note(key);
    return sessions;
  }

  #readAgain({ entityId, after, limit }: RangeRequest): JoinedSessions {
    const [row] = after
      ? allRows(this.#rangeAfter, entityId, after.createdAt, after.sessionId, limit)
      : allRows(this.#firstRange, entityId, limit);
    return { count: Number(row?.[0]), text: String(row?.[1] ?? "") };
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
    // Read again from above: a session that ought to be the first may be the one that is missing.
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

  #failOnce(entityId: string): void {
    // Another process may have used the last one up since the read.
    if (Number(this.#useFault.run(entityId).changes) > 0) throw new InjectedFault();
  }
}

// Ids hold no control characters, so this joins them without ambiguity.
function keyOf(account: string, entityId: string): string {
  return `${account}\n${entityId}`;
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
