import { InvalidInput } from "@live-sessions/provisioning";
import { RuntimeFailure } from "./cli-error.ts";
import { parseImportedSession } from "./imported-session.ts";
import { type Administration, ImportConflict, type ImportCounts } from "./session-database.ts";
import type { StoredSession } from "./stored-session.ts";

/** How far an import is. */
export interface ImportProgress extends ImportCounts {
  /** Lines that are read and written, empty ones too. */
  readonly lines: number;
}

/** Lines of one transaction. */
const BATCH_LINES = 1_000;

/**
 * Imports sessions, one JSON object a line; empty lines are skipped. Each batch of 1,000 lines is written whole or not at
 * all; a second import of the same lines changes nothing.
 *
 * @param onBatch called after each batch that is written
 * @throws {RuntimeFailure} naming the first bad line by its number, or the lines that the database did not take; nothing
 *   of that batch is written
 */
export async function importSessions(
  administration: Administration,
  account: string,
  lines: AsyncIterable<string>,
  onBatch: (progress: ImportProgress) => void,
): Promise<ImportProgress> {
  let progress: ImportProgress = { lines: 0, inserted: 0, changed: 0, unchanged: 0 };
  for await (const batch of batches(lines)) {
    progress = added(progress, batch.length, await writeBatch(administration, account, batch, progress.lines));
    onBatch(progress);
  }
  return progress;
}

async function* batches(lines: AsyncIterable<string>): AsyncIterable<readonly string[]> {
  let batch: string[] = [];
  for await (const line of lines) {
    batch.push(line);
    if (batch.length < BATCH_LINES) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function writeBatch(
  administration: Administration,
  account: string,
  batch: readonly string[],
  linesBefore: number,
): Promise<ImportCounts> {
  const numbers: number[] = [];
  const sessions: StoredSession[] = [];
  for (const [index, line] of batch.entries()) {
    if (line.trim() === "") continue;
    numbers.push(linesBefore + index + 1);
    sessions.push(atLine(linesBefore + index + 1, linesBefore, () => parseImportedSession(line)));
  }
  try {
    return await administration.importSessions(account, sessions);
  } catch (error) {
    if (error instanceof ImportConflict) throw badLine(numbers[error.index] ?? 0, linesBefore, error.message);
    const message = error instanceof Error ? error.message : String(error);
    const lines = `Lines ${linesBefore + 1} to ${linesBefore + batch.length}`;
    throw new RuntimeFailure(`${lines} cannot be written: ${message}. ${writtenSo(linesBefore)}`, { cause: error });
  }
}

function atLine<T>(line: number, linesBefore: number, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw error instanceof InvalidInput ? badLine(line, linesBefore, error.message) : error;
  }
}

function badLine(line: number, linesBefore: number, message: string): RuntimeFailure {
  return new RuntimeFailure(`Line ${line}: ${message} ${writtenSo(linesBefore)}`);
}

function writtenSo(lines: number): string {
  return lines === 0 ? "Nothing was written." : `Lines 1 to ${lines} are written, nothing after.`;
}

function added(progress: ImportProgress, lines: number, counts: ImportCounts): ImportProgress {
  return {
    lines: progress.lines + lines,
    inserted: progress.inserted + counts.inserted,
    changed: progress.changed + counts.changed,
    unchanged: progress.unchanged + counts.unchanged,
  };
}
