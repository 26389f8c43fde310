import { parseArgs } from "node:util";
import { UsageError } from "./cli-error.ts";

/** The values of a command's flags, by name. */
export type Flags = Readonly<Record<string, string | undefined>>;

/**
 * Reads `--name value` flags, each with a value and at most once.
 *
 * @throws {UsageError} for an unknown flag, a missing value, a flag given twice, or an argument that is no flag
 */
export function parseFlags(args: readonly string[], names: readonly string[]): Flags {
  const options = Object.fromEntries(names.map((name) => [name, { type: "string", multiple: true } as const]));
  const { values } = parsed(() => parseArgs({ args: [...args], options, strict: true }));
  const flags: Record<string, string | undefined> = {};
  for (const name of names) {
    const given = values[name] ?? [];
    if (given.length > 1) throw new UsageError(`--${name} was given ${given.length} times; give it once.`);
    flags[name] = given[0];
  }
  return flags;
}

/** @throws {UsageError} unless `value` is a port number, 0 to 65535 */
export function parsePort(value: string, flag: string): number {
  if (!/^\d{1,5}$/.test(value) || Number(value) > 65_535) {
    throw new UsageError(`${flag} takes a port number from 0 to 65535, not ${JSON.stringify(value)}.`);
  }
  return Number(value);
}

/** The database that `--database` or LIVE_SESSIONS_DATABASE names. @throws {UsageError} when neither does */
export function databaseLocation(flags: Flags, environment: Readonly<Record<string, string | undefined>>): string {
  const location = flags["database"] || environment["LIVE_SESSIONS_DATABASE"];
  if (!location) throw new UsageError("This command needs --database <file>, or LIVE_SESSIONS_DATABASE.");
  return location;
}

function parsed<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    // Node's own text goes on with advice on escaping; its first sentence says what is wrong.
    const [sentence = ""] = String(error instanceof Error ? error.message : error).split(/\.\s|\n/, 1);
    throw new UsageError(`${sentence.replace(/\.$/, "")}. See live-sessions-server --help.`);
  }
}
