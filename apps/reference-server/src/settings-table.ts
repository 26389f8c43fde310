import type { Setting } from "./flag.ts";
import type { SecondSession } from "./session-database.ts";
import { anyText, oneOf, onOff, origins, port, whole } from "./setting-values.ts";

const LOG_LEVELS = ["debug", "info", "warn", "error", "silent"] as const;

/** What is logged: requests at `debug`, start and stop at `info`, server errors at `error`. */
export type LogLevel = (typeof LOG_LEVELS)[number];

const SECOND_SESSIONS: readonly SecondSession[] = ["end", "refuse", "keep"];
const MAX_WAIT_MS = 600_000;
const MAX_SIGNAL_TIMEOUT_SECONDS = 86_400;

/** What `serve` can be told, from whichever source each value came; what each does stands in {@link SETTINGS}. */
export interface GivenSettings {
  /** Empty where none was given. */
  readonly database: string;
  readonly isSharded: boolean;
  readonly partitions: number;
  readonly checksAtStart: boolean;
  readonly host: string;
  readonly port: number;
  readonly provisioningPort: number | undefined;
  readonly ingestPort: number | undefined;
  readonly signalTimeoutSeconds: number;
  readonly secondSession: SecondSession;
  readonly operationsPort: number | undefined;
  readonly operationsHost: string;
  readonly rateLimit: number | undefined;
  readonly corsOrigins: readonly string[];
  readonly logLevel: LogLevel;
  readonly opentelemetry: boolean;
  readonly drainMs: number;
  readonly headersTimeoutMs: number;
  readonly requestTimeoutMs: number;
  readonly stallTimeoutMs: number;
  readonly trouble: number | undefined;
}

/** The table of settings, in the order of the help: flags, variables, the file and the README's table follow from it. */
export const SETTINGS: { readonly [Member in keyof GivenSettings]: Setting<GivenSettings[Member]> } = {
  database: {
    name: "database",
    value: "<location>",
    text: "SQLite file, made if it is not there; :memory: for one that is gone afterwards; or postgres://user:password@host:port/database",
    isRequired: true,
    default: "",
    parse: anyText,
  },
  isSharded: {
    name: "sharded",
    value: "on|off",
    text: "PostgreSQL's tables are sharded by entity: no statement reads of two",
    default: false,
    parse: onOff,
  },
  partitions: {
    name: "partitions",
    value: "<n>",
    text: "hash partitions of sessions by entity, where this start makes PostgreSQL's tables; 1: none",
    default: 1,
    parse: whole(1, 1_024),
  },
  checksAtStart: {
    name: "check-at-start",
    value: "on|off",
    text: "read the whole SQLite file before serving, and refuse a damaged one",
    default: true,
    parse: onOff,
  },
  port: {
    name: "port",
    value: "<n>",
    text: "where the list is served; 0 takes a free port",
    default: 8080,
    parse: port,
  },
  host: {
    name: "host",
    value: "<address>",
    text: "which address it listens on",
    default: "127.0.0.1",
    parse: anyText,
  },
  provisioningPort: {
    name: "provisioning-port",
    value: "<n>",
    text: "also serve the provisioning protocol, on loopback only; never in production: everyone who reaches it can make accounts and data",
    default: undefined,
    parse: port,
  },
  ingestPort: {
    name: "ingest-port",
    value: "<n>",
    text: "also take POST /ingest/sessions/start, /signal and /end from media servers, on the same address",
    default: undefined,
    parse: port,
  },
  signalTimeoutSeconds: {
    name: "signal-timeout-seconds",
    value: "<n>",
    text: "with --ingest-port: a session of which no signal was reported for so long has ended; 0: never; media servers then have to report at least three signals in that time",
    default: 0,
    parse: whole(0, MAX_SIGNAL_TIMEOUT_SECONDS),
  },
  secondSession: {
    name: "second-session",
    value: SECOND_SESSIONS.join("|"),
    text: "with --ingest-port: what becomes of a session in progress when another one of its entity begins: it ends at its last signal, the new one is answered 409, or both go on",
    default: "end",
    parse: oneOf(SECOND_SESSIONS),
  },
  operationsPort: {
    name: "operations-port",
    value: "<n>",
    text: "also serve /healthz, /readyz and /metrics (Prometheus)",
    default: undefined,
    parse: port,
  },
  operationsHost: {
    name: "operations-host",
    value: "<address>",
    text: "which address they are on; they tell what nobody outside needs to know",
    default: "127.0.0.1",
    parse: anyText,
  },
  rateLimit: {
    name: "rate-limit",
    value: "<n>",
    text: "requests a second of one key, counted in each process; above that 429 with Retry-After",
    default: undefined,
    parse: whole(1, 1_000_000),
  },
  corsOrigins: {
    name: "cors-origins",
    value: "<list>",
    text: "origins whose scripts may read the list, with commas between them",
    default: [],
    parse: origins,
  },
  logLevel: {
    name: "log-level",
    value: LOG_LEVELS.join("|"),
    text: "debug logs each request; JSON lines on stderr, with the request's id",
    default: "warn",
    parse: oneOf(LOG_LEVELS),
  },
  opentelemetry: {
    name: "opentelemetry",
    value: "on|off",
    text: "a span of each list request, exported by OTLP over HTTP as the OTEL_* variables say; needs packages of OpenTelemetry next to the server, and names those that are missing",
    default: false,
    parse: onOff,
  },
  drainMs: {
    name: "drain-ms",
    value: "<n>",
    text: "after a signal, be not ready for so long before connections are refused",
    default: 0,
    parse: whole(0, MAX_WAIT_MS),
  },
  headersTimeoutMs: {
    name: "headers-timeout-ms",
    value: "<n>",
    text: "for a request's line and headers, then 408",
    default: 10_000,
    parse: whole(1, MAX_WAIT_MS),
  },
  requestTimeoutMs: {
    name: "request-timeout-ms",
    value: "<n>",
    text: "for the whole of a request, then 408",
    default: 60_000,
    parse: whole(1, MAX_WAIT_MS),
  },
  stallTimeoutMs: {
    name: "stall-timeout-ms",
    value: "<n>",
    text: "for the next byte in either direction, then the connection is closed",
    default: 90_000,
    parse: whole(1, MAX_WAIT_MS),
  },
  trouble: {
    name: "trouble",
    value: "<seed>",
    text: "for tests of clients: 503s, late answers, bodies that break off and another token each time, at random",
    default: undefined,
    parse: whole(0, 999_999_999),
  },
};

/** Every row of the table. */
export const settingRows: readonly Setting<unknown>[] = Object.values(SETTINGS);
