import { createReadStream } from "node:fs";
import process from "node:process";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { RuntimeFailure } from "./cli-error.ts";
import { type Command, DATABASE_FLAG } from "./command.ts";
import { databaseLocation, requiredFlag } from "./command-line.ts";
import { type ImportProgress, importSessions } from "./import-sessions.ts";
import { normalEntityId } from "./imported-session.ts";
import { ndjsonLines } from "./ndjson-lines.ts";
import { openSessionDatabase } from "./open-session-database.ts";

const LINES_A_REPORT = 50_000;

/** `import --account [--file]`: sessions from a file or stdin, one JSON object a line; progress on stderr. */
export const importCommand: Command = {
  name: "import",
  summary:
    "write sessions, one JSON object per line as in the list; 1,000 lines at a time, all or none; lines that were imported before change nothing",
  flags: [
    DATABASE_FLAG,
    { name: "account", value: "<id>", text: "id of the account that owns them", isRequired: true },
    { name: "file", value: "<file>", text: "file to read (default stdin)" },
  ],
  run: async (flags, environment) => {
    const [account, { file }] = [requiredFlag(flags, "account"), flags];
    const database = await openSessionDatabase(databaseLocation(flags, environment), { mayCreate: false });
    try {
      const accounts = await database.administration.listAccounts();
      if (!accounts.some(({ id }) => id === account)) throw new RuntimeFailure(`There is no account ${account}.`);
      const input = file === undefined ? process.stdin : createReadStream(file);
      const total = await importSessions(database.administration, account, linesOf(input), report);
      process.stderr.write(`Done: ${sentence(total)}\n`);
    } finally {
      await database.close();
    }
  },
};

/**
 * `export [--entity]`: sessions on stdout, one JSON object a line, as `import` reads them; progress on stderr.
 * An entity that is not there is an error: an empty back-up of a mistyped id would look like one.
 */
export const exportCommand: Command = {
  name: "export",
  summary: "print sessions, one JSON object per line as in the list",
  flags: [DATABASE_FLAG, { name: "entity", value: "<id>", text: "only those of this live entity" }],
  run: async (flags, environment) => {
    const { entity } = flags;
    const database = await openSessionDatabase(databaseLocation(flags, environment), { mayCreate: false });
    try {
      const id = entity === undefined ? undefined : normalEntityId(entity);
      if (id !== undefined && !(await database.administration.hasEntity(id))) {
        throw new RuntimeFailure(`There is no live entity ${id}.`);
      }
      const bodies = database.administration.exportSessions(id);
      await pipeline(Readable.from(endedLines(bodies)), process.stdout, { end: false });
    } catch (error) {
      // `export | head` closes the pipe when it has seen enough; that is not a failure.
      if (!(error instanceof Error && "code" in error && error.code === "EPIPE")) throw error;
    } finally {
      await database.close();
    }
  },
};

async function* linesOf(input: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  try {
    yield* ndjsonLines(input);
  } catch (error) {
    if (error instanceof RuntimeFailure) throw error;
    throw new RuntimeFailure(`The input cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

async function* endedLines(bodies: Iterable<string> | AsyncIterable<string>): AsyncIterable<string> {
  let lines = 0;
  for await (const body of bodies) {
    yield `${body}\n`;
    lines += 1;
    if (lines % LINES_A_REPORT === 0) process.stderr.write(`${lines} sessions written.\n`);
  }
}

function report(progress: ImportProgress): void {
  if (progress.lines % LINES_A_REPORT === 0) process.stderr.write(`${sentence(progress)}\n`);
}

function sentence({ lines, inserted, changed, unchanged }: ImportProgress): string {
  return `${lines} lines read, ${inserted} sessions new, ${changed} changed, ${unchanged} as they were.`;
}
