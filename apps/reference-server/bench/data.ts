import { DatabaseSync } from "node:sqlite";
import { PageToken } from "@live-sessions/server";
import { insertAccount, insertEntity, insertKey } from "../src/sql/account-rows.ts";
import { openDatabase } from "../src/sqlite/open-database.ts";
import { SqliteSql } from "../src/sqlite/sqlite-sql.ts";
import { inTransaction } from "../src/sqlite/transaction.ts";
import { type StoredSession, storedSession } from "../src/stored-session.ts";

/** Sessions of the one entity that everything is measured on. */
export const SESSIONS = 1_000_000;

// 1 January 2020 in epoch seconds; one session in three shares its second with two others.
const EPOCH = 1_577_836_800;

/** A list with a key, and the tokens of its pages. */
export interface BenchData {
  readonly authorization: string;
  readonly entityId: string;
  /** The token of the page that begins after the `depth`-th newest session. */
  token(depth: number): string;
}

/** The n-th oldest session of an entity. */
export function sessionNumber(entityId: string, n: number): StoredSession {
  const createdAt = EPOCH + Math.floor(n / 3);
  const at = (seconds: number): string => new Date(seconds * 1000).toISOString().replace(".000", "");
  return storedSession({
    id: sessionId(n),
    entity_id: entityId,
    stream_key: "live_EXAMPLEKEY01",
    duration: (n % 86_400_000) / 1000,
    created_at: at(createdAt),
    updated_at: at(createdAt + (n % 86_400)),
  });
}

/** Makes an account with a key and an entity. */
export function insertOwner(database: DatabaseSync): {
  readonly account: string;
  readonly authorization: string;
  readonly entityId: string;
} {
  return new SqliteSql(database).transaction(function* () {
    const account = yield* insertAccount("bench");
    const { key } = yield* insertKey(account);
    return { account, authorization: key, entityId: yield* insertEntity(account) };
  });
}

/** Fills the reference server's file, and next to it the one of the plain server. */
export function fillFiles(file: string, plainFile: string): BenchData {
  using database = openDatabase(file);
  using plain = new DatabaseSync(plainFile);
  const { account, authorization, entityId } = insertOwner(database);
  const ours = database.prepare("insert into live_sessions (entity_id, created_at, id, body) values (?, ?, ?, ?)");
  plain.exec(PLAIN_SCHEMA);
  plain.prepare("insert into api_keys values (?, ?)").run(authorization, account);
  plain.prepare("insert into live_entities values (?, ?)").run(entityId, account);
  const theirs = plain.prepare("insert into live_sessions values (?, ?, ?, ?, ?, ?)");
  inTransaction(database, () =>
    inTransaction(plain, () => {
      for (let n = 0; n < SESSIONS; n += 1) {
        const { session, createdAt, body } = sessionNumber(entityId, n);
        ours.run(entityId, createdAt, session.id, body);
        const updatedAt = Date.parse(session.updated_at) / 1000;
        theirs.run(entityId, createdAt, session.id, session.stream_key, session.duration ?? null, updatedAt);
      }
    }),
  );
  return { authorization, entityId, token: (depth) => tokenAt(entityId, depth) };
}

function tokenAt(entityId: string, depth: number): string {
  const n = SESSIONS - depth;
  return PageToken.encode(entityId, { createdAt: EPOCH + Math.floor(n / 3), sessionId: sessionId(n) });
}

function sessionId(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
}

const PLAIN_SCHEMA = `
pragma journal_mode = wal;
create table api_keys (key text primary key, account_id text);
create table live_entities (id text primary key, account_id text);
create table live_sessions (
  entity_id text, created_at integer, id text, stream_key text, duration real, updated_at integer,
  primary key (entity_id, created_at, id)
) without rowid;
`;
