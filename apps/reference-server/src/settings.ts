import { readFileSync } from "node:fs";
import { type ParseError, parse, printParseErrorCode } from "jsonc-parser";
import { UsageError } from "./cli-error.ts";
import type { Environment } from "./command.ts";
import { type Flags, variableOf } from "./flag.ts";
import type { Timeouts } from "./serving/http-listener.ts";
import { type GivenSettings, SETTINGS, settingRows } from "./settings-table.ts";
import { didYouMean } from "./suggest.ts";

/** Variable of what the provisioning listener requires as `Authorization` header. */
const PROVISIONER_VARIABLE = "LIVE_SESSIONS_PROVISIONER_AUTHORIZATION";

type TimeoutMember = "headersTimeoutMs" | "requestTimeoutMs" | "stallTimeoutMs";

/** How `serve` runs. */
export interface Settings extends Omit<GivenSettings, TimeoutMember> {
  /** How long a client may take. */
  readonly timeouts: Timeouts;
  /** What the provisioning listener requires as `Authorization` header; undefined: nothing. From the environment alone. */
  readonly provisionerAuthorization: string | undefined;
}

/**
 * Puts the settings together: flags before environment before `--config` file before defaults.
 *
 * @throws {UsageError} for a value that is wrong, naming where it came from
 */
export function parseSettings(flags: Flags, environment: Environment): Settings {
  const given = givenSettings(flags, environment);
  if (given.database === "") throw new UsageError("serve needs --database <file>, or --database :memory:.");
  const { headersTimeoutMs, requestTimeoutMs, stallTimeoutMs, ...settings } = given;
  return {
    ...settings,
    timeouts: { headersMs: headersTimeoutMs, requestMs: requestTimeoutMs, stallMs: stallTimeoutMs },
    provisionerAuthorization: environment[PROVISIONER_VARIABLE] || undefined,
  };
}

// Each setting from the first source that has it.
function givenSettings(flags: Flags, environment: Environment): GivenSettings {
  const path = flags["config"];
  const file = path === undefined ? {} : parseConfigFile(path);
  const values = Object.entries(SETTINGS).map(([member, setting]) => {
    const { name } = setting;
    const sources = [
      [flags[name], `--${name}`],
      [environment[variableOf(setting)], variableOf(setting)],
      [file[name], `${path} /${name}`],
    ] as const;
    const [value, source] = sources.find(([text]) => text !== undefined && text !== "") ?? [];
    return [member, value === undefined || source === undefined ? setting.default : setting.parse(value, source)];
  });
  // The table has one row for each member, of its type.
  return Object.fromEntries(values) as GivenSettings;
}

/** The settings as they may be printed: no secret in them. */
export function printableSettings({ database, provisionerAuthorization, ...settings }: Settings): object {
  return {
    database: withoutPassword(database),
    ...settings,
    provisionerAuthorization: provisionerAuthorization === undefined ? "none" : "set",
  };
}

/** A database's location without the password that a URL may have, before its host or among its parameters. */
export function withoutPassword(location: string): string {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(location)) return location;
  return location
    .replace(/^([a-z][a-z0-9+.-]*:\/\/[^:@/]*):.*@/i, "$1:***@")
    .replaceAll(/([?&][^=&]*pass[^=&]*)=[^&]*/gi, "$1=***");
}

function parseConfigFile(path: string): Readonly<Record<string, string>> {
  const names = settingRows.map(({ name }) => name);
  const entries = Object.entries(parseJsonFile(path)).map(([name, value]) => {
    if (!names.includes(name))
      throw new UsageError(
        `${path} /${name} is not a setting.${didYouMean(name, names)} Settings: ${names.join(", ")}.`,
      );
    if (typeof value !== "string" && typeof value !== "number")
      throw new UsageError(`${path} /${name} must be a string or a number, got ${JSON.stringify(value)}.`);
    return [name, String(value)] as const;
  });
  return Object.fromEntries(entries);
}

function parseJsonFile(path: string): object {
  const errors: ParseError[] = [];
  const text = readText(path);
  const value: unknown = parse(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error !== undefined) {
    const line = text.slice(0, error.offset).split("\n").length;
    const problem = printParseErrorCode(error.error)
      .replace(/(?<=[a-z])(?=[A-Z])/g, " ")
      .toLowerCase();
    throw new UsageError(`--config ${path} is not JSON: ${problem} in line ${line}.`);
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw new UsageError(`--config ${path} must hold one JSON object.`);
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(`--config ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
