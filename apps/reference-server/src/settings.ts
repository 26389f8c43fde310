import { readFileSync } from "node:fs";
import { UsageError } from "./cli-error.ts";
import { parseFlags, parsePort } from "./command-line.ts";
import type { Timeouts } from "./serving/http-listener.ts";
import type { SecondSession } from "./session-database.ts";

/** How `serve` runs, from whichever source each value came. */
export interface Settings {
  readonly database: string;
  /** Whether PostgreSQL's tables are sharded by entity, so that no statement may read of two. */
  readonly isSharded: boolean;
  /** Hash partitions of sessions by entity, where PostgreSQL's tables are made; 1: none. */
  readonly partitions: number;
  /** Whether a start looks for damage in the file first. */
  readonly checksAtStart: boolean;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Undefined: no provisioning. */
  readonly provisioningPort: number | undefined;
  /** For media servers that report sessions; undefined: none. */
  readonly ingestPort: number | undefined;
  /** Seconds without a signal after which a session that came in by ingest has ended; 0: it goes on until it is ended. */
  readonly signalTimeoutSeconds: number;
  /** What becomes of a session in progress when another one of its entity begins by ingest. */
  readonly secondSession: SecondSession;
  /** For health and metrics; undefined: none. */
  readonly operationsPort: number | undefined;
  readonly operationsHost: string;
  /** A number from which trouble for clients is drawn; undefined: none. */
  readonly trouble: number | undefined;
  /** Requests a second of one key; undefined: no limit. */
  readonly rateLimit: number | undefined;
  /** Origins whose scripts may read the list; none by default. */
  readonly corsOrigins: readonly string[];
  readonly logLevel: LogLevel;
  /** Whether requests for lists make spans, which are exported. */
  readonly opentelemetry: boolean;
  /** Milliseconds between "not ready" and the first connection refused, once it is told to stop. */
  readonly drainMs: number;
  /** How long a client may take. */
  readonly timeouts: Timeouts;
  /** What the provisioning listener requires as `Authorization` header; undefined: nothing. From the environment alone. */
  readonly provisionerAuthorization: string | undefined;
}

/** What is logged: requests at `debug`, start and stop at `info`, faults at `error`. */
export type LogLevel = (typeof LOG_LEVELS)[number];

const LOG_LEVELS = ["debug", "info", "warn", "error", "silent"] as const;

// Each setting is `--name`, LIVE_SESSIONS_NAME and "name" in the file; the first of them that is there counts.
const DEFAULTS: Readonly<Record<string, string | undefined>> = {
  database: undefined,
  sharded: "off",
  partitions: "1",
  "check-at-start": "on",
  host: "127.0.0.1",
  port: "8080",
  "provisioning-port": undefined,
  "ingest-port": undefined,
  "signal-timeout-seconds": "0",
  "second-session": "end",
  "operations-port": undefined,
  "operations-host": "127.0.0.1",
  trouble: undefined,
  "rate-limit": undefined,
  "cors-origins": undefined,
  "log-level": "warn",
  opentelemetry: "off",
  "drain-ms": "0",
  "headers-timeout-ms": "10000",
  "request-timeout-ms": "60000",
  "stall-timeout-ms": "90000",
};

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Puts the settings together: flags before environment before `--config` file before defaults.
 *
 * @throws {UsageError} for a value that is wrong, naming where it came from
 */
export function parseSettings(args: readonly string[], environment: Environment): Settings {
  const parsed = settingsReader(args, environment);
  const milliseconds = (name: string, least: number): number =>
    parsed(name, (value, source) => parseWhole(value, source, least, 600_000)) ?? least;
  const database = parsed("database", (value) => value);
  if (database === undefined) throw new UsageError("serve needs --database <file>, or --database :memory:.");
  return {
    database,
    isSharded: parsed("sharded", parseOnOff) ?? false,
    partitions: parsed("partitions", (value, source) => parseWhole(value, source, 1, 1_024)) ?? 1,
    checksAtStart: parsed("check-at-start", parseOnOff) ?? true,
    host: parsed("host", (value) => value) ?? "",
    port: parsed("port", parsePort) ?? 0,
    provisioningPort: parsed("provisioning-port", parsePort),
    ingestPort: parsed("ingest-port", parsePort),
    signalTimeoutSeconds:
      parsed("signal-timeout-seconds", (value, source) => parseWhole(value, source, 0, 86_400)) ?? 0,
    secondSession: parsed("second-session", parseSecondSession) ?? "end",
    operationsPort: parsed("operations-port", parsePort),
    operationsHost: parsed("operations-host", (value) => value) ?? "",
    trouble: parsed("trouble", (value, source) => parseWhole(value, source, 0, 999_999_999)),
    rateLimit: parsed("rate-limit", (value, source) => parseWhole(value, source, 1, 1_000_000)),
    corsOrigins: parsed("cors-origins", parseOrigins) ?? [],
    logLevel: parsed("log-level", parseLogLevel) ?? "warn",
    opentelemetry: parsed("opentelemetry", parseOnOff) ?? false,
    drainMs: milliseconds("drain-ms", 0),
    timeouts: {
      headersMs: milliseconds("headers-timeout-ms", 1),
      requestMs: milliseconds("request-timeout-ms", 1),
      stallMs: milliseconds("stall-timeout-ms", 1),
    },
    provisionerAuthorization: environment["LIVE_SESSIONS_PROVISIONER_AUTHORIZATION"] || undefined,
  };
}

// Reads one setting, from the first source that has it.
function settingsReader(
  args: readonly string[],
  environment: Environment,
): <T>(name: string, parse: (value: string, source: string) => T) => T | undefined {
  const flags = parseFlags(args, [...Object.keys(DEFAULTS), "config"]);
  const file = flags["config"] === undefined ? {} : parseConfigFile(flags["config"]);
  return (name, parse) => {
    const variable = `LIVE_SESSIONS_${name.toUpperCase().replaceAll("-", "_")}`;
    const sources = [
      [flags[name], `--${name}`],
      [environment[variable], variable],
      [file[name], `${name} in ${flags["config"]}`],
      [DEFAULTS[name], name],
    ] as const;
    const [value, source] = sources.find(([given]) => given !== undefined && given !== "") ?? [];
    return value === undefined || source === undefined ? undefined : parse(value, source);
  };
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
  const entries = Object.entries(parseJsonFile(path)).map(([name, value]) => {
    if (!Object.hasOwn(DEFAULTS, name)) {
      throw new UsageError(
        `${path} has the unknown setting ${JSON.stringify(name)}; there are: ${Object.keys(DEFAULTS).join(", ")}.`,
      );
    }
    if (typeof value !== "string" && typeof value !== "number") {
      throw new UsageError(`${name} in ${path} must be a string or a number.`);
    }
    return [name, String(value)] as const;
  });
  return Object.fromEntries(entries);
}

function parseJsonFile(path: string): object {
  try {
    const value: unknown = JSON.parse(readFileSync(path, "utf8"));
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  } catch (error) {
    throw new UsageError(`--config ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
  throw new UsageError(`--config ${path} must hold one JSON object.`);
}

function parseWhole(value: string, source: string, least: number, most: number): number {
  if (!/^\d{1,9}$/.test(value) || Number(value) < least || Number(value) > most) {
    throw new UsageError(`${source} takes a whole number from ${least} to ${most}, not ${JSON.stringify(value)}.`);
  }
  return Number(value);
}

function parseOrigins(value: string, source: string): readonly string[] {
  const origins = value.split(",").map((each) => each.trim());
  const wrong = origins.find((each) => !/^https?:\/\/[^/?#\s]+$/.test(each));
  if (wrong !== undefined) {
    throw new UsageError(`${source} takes origins such as https://console.example.com, not ${JSON.stringify(wrong)}.`);
  }
  return origins;
}

function parseOnOff(value: string, source: string): boolean {
  if (value !== "on" && value !== "off") {
    throw new UsageError(`${source} is on or off, not ${JSON.stringify(value)}.`);
  }
  return value === "on";
}

function parseSecondSession(value: string, source: string): SecondSession {
  if (value === "end" || value === "refuse" || value === "keep") return value;
  throw new UsageError(`${source} is one of end, refuse, keep, not ${JSON.stringify(value)}.`);
}

function parseLogLevel(value: string, source: string): LogLevel {
  const level = LOG_LEVELS.find((each) => each === value);
  if (!level) throw new UsageError(`${source} is one of ${LOG_LEVELS.join(", ")}, not ${JSON.stringify(value)}.`);
  return level;
}
