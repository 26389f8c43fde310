import { accessSync, closeSync, constants, existsSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { RuntimeFailure } from "../cli-error.ts";
import { notMade, otherSchema } from "../unusable-database.ts";
import { APPLICATION_ID, SCHEMA, SCHEMA_VERSION } from "./schema.ts";
import { addChecksum } from "./session-chain.ts";
import { inTransaction } from "./transaction.ts";

// Some 120,000 sessions. What is not among them costs a system call a page; more would be memory of each process on top of
// what the system keeps itself.
const CACHE_KIBIBYTES = 48 * 1024;
// A page of a hundred sessions lies on half as many of these as of SQLite's own, and a commit costs no more.
const PAGE_BYTES = 8 * 1024;
// As many bytes of log as by default.
const CHECKPOINT_PAGES = 500;
const BUSY_TIMEOUT_MS = 5_000;
const BUSY_RETRY_MS = 10;
/** SQLite's result code for a lock that another connection holds. */
const SQLITE_BUSY = 5;

/**
 * Opens a database file, or makes one. Several processes may have the same file open.
 *
 * @param file a path, or `:memory:`
 * @param mayCreate whether a file that is not there is made. Default: true
 * @throws {RuntimeFailure} when the file cannot be opened, is no database, or is not one of this program's version
 */
export function openDatabase(file: string, mayCreate = true): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    // Looked at before, as Node 22.13 cannot open a file without making it.
    if (!mayCreate && file !== ":memory:" && !existsSync(file)) throw new RuntimeFailure(notMade(file));
    if (file !== ":memory:") makeFile(file);
    database = new DatabaseSync(file);
    addChecksum(database);
    prepare(database, file);
    return database;
  } catch (error) {
    database?.close();
    throw error instanceof RuntimeFailure ? error : new RuntimeFailure(reason(file, error), { cause: error });
  }
}

// For its owner alone: it holds stream keys. SQLite gives the files next to it the same rights.
function makeFile(file: string): void {
  try {
    closeSync(openSync(file, "wx", 0o600));
  } catch {
    // It is there, or cannot be made: SQLite says why.
  }
}

function prepare(database: DatabaseSync, file: string): void {
  database.exec(`pragma busy_timeout = ${BUSY_TIMEOUT_MS}`);
  assertOurs(database, file);
  // Of a new file: one that is there keeps its own.
  database.exec(`pragma page_size = ${PAGE_BYTES}`);
  writeAhead(database);
  // A write is durable against a crash of the process at once, against one of the machine after the next checkpoint.
  database.exec("pragma synchronous = normal; pragma foreign_keys = on");
  // SQLite's own 2 MB hold the leaves of few lists; each that is not there costs a system call a page.
  database.exec(`pragma cache_size = -${CACHE_KIBIBYTES}; pragma wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  inTransaction(database, () => {
    // Asked again under the lock: another process may have made the schema meanwhile.
    if (pragma(database, "user_version") !== 0) return;
    database.exec(SCHEMA);
    database.exec(`pragma application_id = ${APPLICATION_ID}; pragma user_version = ${SCHEMA_VERSION}`);
  });
}

// SQLite does not wait by its timeout for a process that makes the same new file: two that wait for each other might do so
// for ever.
function writeAhead(database: DatabaseSync): void {
  const until = performance.now() + BUSY_TIMEOUT_MS;
  for (;;) {
    try {
      database.exec("pragma journal_mode = wal");
      return;
    } catch (error) {
      if (primaryCode(error) !== SQLITE_BUSY || performance.now() > until) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, BUSY_RETRY_MS);
    }
  }
}

function assertOurs(database: DatabaseSync, file: string): void {
  // In this order: another process may make the schema between the two, and a version of before it would be none of ours.
  const isEmpty = database.prepare("select 1 from sqlite_schema limit 1").get() === undefined;
  const version = pragma(database, "user_version");
  if (isEmpty && version === 0) return;
  if (pragma(database, "application_id") !== APPLICATION_ID) {
    throw new RuntimeFailure(`${file} is a database of another program.`);
  }
  if (version !== SCHEMA_VERSION) throw new RuntimeFailure(otherSchema(file, version, SCHEMA_VERSION));
}

function pragma(database: DatabaseSync, name: "user_version" | "application_id"): number {
  return Number(database.prepare(`pragma ${name}`).get()?.[name]);
}

/** What SQLite's result codes (https://sqlite.org/rescode.html) mean to somebody who starts a server. */
const REASONS: ReadonlyMap<number, (file: string) => string> = new Map([
  [SQLITE_BUSY, (file) => `${file} is locked by another program.`],
  [8, notWritable],
  [
    14,
    (file) =>
      isReadOnly(file)
        ? notWritable(file)
        : `${file} cannot be opened: its folder is missing or not accessible, or it is not a file.`,
  ],
  [26, (file) => `${file} is not an SQLite database.`],
]);

function notWritable(file: string): string {
  return `${file} or its folder is not writable.`;
}

// SQLite says no more than that it cannot open the files that it needs next to a database.
function isReadOnly(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
  } catch {
    return false;
  }
  try {
    for (const path of [file, dirname(file)]) accessSync(path, constants.W_OK);
    return false;
  } catch {
    return true;
  }
}

function reason(file: string, error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return REASONS.get(primaryCode(error))?.(file) ?? `The database ${file} cannot be opened: ${message}.`;
}

// The low byte is the primary code; the rest refines it.
function primaryCode(error: unknown): number {
  return error instanceof Error && "errcode" in error ? Number(error.errcode) & 0xff : 0;
}
