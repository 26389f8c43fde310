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
    text: "SQLite file, created if it does not exist; :memory: for one that is lost at the end; or postgres://user:password@host:port/database",
    isRequired: true,
    default: "",
    parse: anyText,
  },
  isSharded: {
    name: "sharded",
    value: "on|off",
    text: "the tables in PostgreSQL are sharded by entity, so each statement reads one entity only",
    default: false,
    parse: onOff,
  },
  partitions: {
    name: "partitions",
    value: "<n>",
    text: "number of hash partitions of the sessions table, by entity, if this start creates the tables in PostgreSQL; 1: none",
    default: 1,
    parse: whole(1, 1_024),
  },
  checksAtStart: {
    name: "check-at-start",
    value: "on|off",
    text: "read the whole SQLite file before serving, and refuse to start if it is damaged",
    default: true,
    parse: onOff,
  },
  port: {
    name: "port",
    value: "<n>",
    text: "port of the list; 0 takes a free port",
    default: 8080,
    parse: port,
  },
  host: {
    name: "host",
    value: "<address>",
    text: "address to listen on",
    default: "127.0.0.1",
    parse: anyText,
  },
  provisioningPort: {
    name: "provisioning-port",
    value: "<n>",
    text: "port for the provisioning protocol, on loopback only; never set it in production: everyone who reaches it can create accounts and data",
    default: undefined,
    parse: port,
  },
  ingestPort: {
    name: "ingest-port",
    value: "<n>",
    text: "port for reports of media servers (POST /ingest/sessions/start, /signal and /end), on the same address as the list",
    default: undefined,
    parse: port,
  },
  signalTimeoutSeconds: {
    name: "signal-timeout-seconds",
    value: "<n>",
    text: "with --ingest-port: end a session if no signal was reported for so many seconds; 0: never; media servers must report at least three signals in that time",
    default: 0,
    parse: whole(0, MAX_SIGNAL_TIMEOUT_SECONDS),
  },
  secondSession: {
    name: "second-session",
    value: SECOND_SESSIONS.join("|"),
    text: "with --ingest-port: what to do if a session starts while another one of its entity is in progress: end the old one at its last signal, refuse the new one with 409, or keep both",
    default: "end",
    parse: oneOf(SECOND_SESSIONS),
  },
  operationsPort: {
    name: "operations-port",
    value: "<n>",
    text: "port for /healthz, /readyz and /metrics (Prometheus)",
    default: undefined,
    parse: port,
  },
  operationsHost: {
    name: "operations-host",
    value: "<address>",
    text: "address to listen on for operations; keep it private",
    default: "127.0.0.1",
    parse: anyText,
  },
  rateLimit: {
    name: "rate-limit",
    value: "<n>",
    text: "requests per second for each key, counted in each process; above that 429 with Retry-After",
    default: undefined,
    parse: whole(1, 1_000_000),
  },
  corsOrigins: {
    name: "cors-origins",
    value: "<list>",
    text: "origins whose scripts may read the list, separated by commas",
    default: [],
    parse: origins,
  },
  logLevel: {
    name: "log-level",
    value: LOG_LEVELS.join("|"),
    text: "debug logs each request; the log is JSON lines on stderr, with request ids",
    default: "warn",
    parse: oneOf(LOG_LEVELS),
  },
  opentelemetry: {
    name: "opentelemetry",
    value: "on|off",
    text: "export a span for each list request by OTLP over HTTP, as the OTEL_* variables say; needs packages of OpenTelemetry, and names missing ones",
    default: false,
    parse: onOff,
  },
  drainMs: {
    name: "drain-ms",
    value: "<n>",
    text: "milliseconds after a stop signal during which /readyz is 503 and connections are still accepted",
    default: 0,
    parse: whole(0, MAX_WAIT_MS),
  },
  headersTimeoutMs: {
    name: "headers-timeout-ms",
    value: "<n>",
    text: "milliseconds for a request's line and headers; then 408",
    default: 10_000,
    parse: whole(1, MAX_WAIT_MS),
  },
  requestTimeoutMs: {
    name: "request-timeout-ms",
    value: "<n>",
    text: "milliseconds for a whole request; then 408",
    default: 60_000,
    parse: whole(1, MAX_WAIT_MS),
  },
  stallTimeoutMs: {
    name: "stall-timeout-ms",
    value: "<n>",
    text: "milliseconds without a byte in either direction; then the connection is closed",
    default: 90_000,
    parse: whole(1, MAX_WAIT_MS),
  },
  trouble: {
    name: "trouble",
    value: "<seed>",
    text: "for tests of clients: random 503s, late answers, truncated bodies, and another token each time",
    default: undefined,
    parse: whole(0, 999_999_999),
  },
};

/** Every row of the table. */
export const settingRows: readonly Setting<unknown>[] = Object.values(SETTINGS);
