import { parseArgs } from "node:util";
import { UsageError } from "./cli-error.ts";
import type { Command, Environment } from "./command.ts";
import type { Flags } from "./flag.ts";
import { didYouMean } from "./suggest.ts";

/**
 * Reads a command's `--name value` flags, each at most once.
 *
 * @returns `help` or `version` where that was asked for
 * @throws {UsageError} for an unknown flag, a missing value, a flag given twice, or an argument that is not a flag
 */
export function parseFlags(args: readonly string[], command: Command): Flags | "help" | "version" {
  const options = Object.fromEntries(command.flags.map(({ name }) => [name, { type: "string" } as const]));
  const { tokens } = parseArgs({
    args: [...args],
    options: { ...options, help: { type: "boolean", short: "h" }, version: { type: "boolean", short: "v" } },
    strict: false,
    tokens: true,
  });
  const given = tokens.filter((token) => token.kind === "option");
  for (const asked of ["help", "version"] as const) if (given.some(({ name }) => name === asked)) return asked;
  const flags: Record<string, string> = {};
  for (const { name, rawName, value, inlineValue } of given) {
    const flag = command.flags.find((each) => each.name === name);
    if (!flag) throw unknownFlag(rawName, command);
    if (name in flags) throw new UsageError(`--${name} was given twice; give it once.`);
    if (value === undefined || (inlineValue !== true && value.startsWith("--")))
      throw new UsageError(`--${name} needs a value: --${name} ${flag.value}.`);
    flags[name] = value;
  }
  const extra = tokens.find((token) => token.kind === "positional");
  if (extra) throw new UsageError(`${command.name} takes no argument without a flag, and got "${extra.value}".`);
  return flags;
}

/** The database that `--database` or LIVE_SESSIONS_DATABASE names. @throws {UsageError} when neither does */
export function databaseLocation(flags: Flags, environment: Environment): string {
  const location = flags["database"] || environment["LIVE_SESSIONS_DATABASE"];
  if (!location) throw new UsageError("This command needs --database <file>, or LIVE_SESSIONS_DATABASE.");
  return location;
}

/** The value of a flag. @throws {UsageError} when it was not given */
export function requiredFlag(flags: Flags, name: string): string {
  const value = flags[name];
  if (value === undefined || value === "") throw new UsageError(`This command needs --${name}.`);
  return value;
}

function unknownFlag(rawName: string, command: Command): UsageError {
  if (rawName === "--provisioner-authorization")
    return new UsageError(
      `A credential cannot be a flag, because process lists show flags: set the environment variable LIVE_SESSIONS_PROVISIONER_AUTHORIZATION instead of ${rawName}.`,
    );
  const names = [...command.flags.map(({ name }) => name), "help", "version"].map((name) => `--${name}`);
  return new UsageError(`${command.name} has no flag ${rawName}.${didYouMean(rawName, names)}`);
}
