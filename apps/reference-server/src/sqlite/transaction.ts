import type { DatabaseSync } from "node:sqlite";

/** Runs `work` in a write transaction: all of it happens, or, if it throws, nothing. */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  // Immediate: a transaction that begins as a reader and writes later cannot wait for another writer, only fail.
  database.exec("begin immediate");
  try {
    const result = work();
    database.exec("commit");
    return result;
  } catch (error) {
    rollBack(database);
    throw error;
  }
}

function rollBack(database: DatabaseSync): void {
  try {
    database.exec("rollback");
  } catch {
    // SQLite has rolled back by itself, as it does when the disk is full; Node 22.13 has no isTransaction to ask.
  }
}
