import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { ConfigurationError } from "./configuration-error.ts";
import { messageOf } from "./open-database.ts";

/** What `--help` prints. */
export const HELP = `live-sessions-provisioner: makes the data of a conformance run in the database of a test deployment

  --config <file>   the configuration (default provisioner.json): database, tables, columns, accounts
  --port <number>   listen here instead of at the configuration's port
  --check           look whether the database has all that the configuration names, and end

Environment: LIVE_SESSIONS_PROVISIONER_AUTHORIZATION, if set, is the key that a request must carry in Authorization; and
whatever the configuration names (the database's URL, fixed keys).

Never start it where production data is: anyone who reaches it can make accounts and data.
`;

/** What the program was asked for. */
export interface CommandLine {
  readonly file: string;
  readonly port: number | undefined;
  readonly isCheck: boolean;
  readonly isHelp: boolean;
}

/** @throws {ConfigurationError} for an unknown flag, or a port that is none */
export function parseCommandLine(words: readonly string[]): CommandLine {
  const { values } = parse(words);
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65_535))
    throw new ConfigurationError(`--port must be a whole number from 0 to 65535, got "${values.port}".`);
  return {
    file: values.config ?? "provisioner.json",
    port,
    isCheck: values.check === true,
    isHelp: values.help === true,
  };
}

/** Reads a file of JSON. @throws {ConfigurationError} when it cannot be read, or is none */
export function readJsonFile(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new ConfigurationError(`The configuration cannot be read: ${messageOf(error)}.`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ConfigurationError(`${file} is not JSON: ${messageOf(error)}.`);
  }
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: {
        config: { type: "string" },
        port: { type: "string" },
        check: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw new ConfigurationError(`${messageOf(error)} See --help.`);
  }
}
