import { ConfigurationReader, type Environment } from "./configuration-reader.ts";
import { TIME_FORMS, type TimeForm } from "./stored-time.ts";

/** Where the data is. */
export type DatabaseLocation =
  | { readonly driver: "sqlite"; readonly file: string }
  | { readonly driver: "postgresql" | "mysql"; readonly url: string };

/** How ids come to be: made here, or counted by the database. */
export type IdForm = "uuid" | "integer";

/** How a key stands in its column. */
export type KeyForm = "plain" | "sha256-hex" | "sha256-base64";

/** A table, and values for those of its columns that the protocol does not know. */
interface Table {
  readonly table: string;
  readonly ids: IdForm;
  readonly set: Readonly<Record<string, string | number | null>>;
}

/** The table of live sessions. */
export interface SessionTable extends Table {
  readonly columns: Readonly<Record<"id" | "entity" | "stream_key" | "created_at" | "updated_at" | "duration", string>>;
  readonly times: TimeForm;
  readonly durations: "seconds" | "milliseconds";
}

/** The table of live entities; without an account column every account sees every entity. */
export interface EntityTable extends Table {
  readonly columns: { readonly id: string; readonly account: string | undefined };
}

/** The table of accounts. */
export interface AccountTable extends Table {
  readonly columns: { readonly id: string; readonly key: string };
  readonly keys: KeyForm;
}

/** An account that is there already, for one of the suite's accounts. */
export interface FixedAccount {
  /** The value of the entity's account column. */
  readonly id: string | number;
  readonly key: string;
}

/** Everything that a provisioner by configuration is told. */
export interface Configuration {
  readonly database: DatabaseLocation;
  readonly sessions: SessionTable;
  readonly entities: EntityTable;
  /** A table in which accounts are made, or those that are there, by the suite's names for them. */
  readonly accounts: AccountTable | ReadonlyMap<string, FixedAccount>;
  /** The table by which the application learns of planted errors; without it there is no capability `fault`. */
  readonly faults: string | undefined;
  readonly settleMs: number;
  readonly host: string;
  readonly port: number;
}

const DEFAULT_PORT = 9090;
const MAX_PORT = 65_535;
const MAX_SETTLE_MS = 60_000;
const ID_FORMS = ["uuid", "integer"] as const;
const KEY_FORMS = ["plain", "sha256-hex", "sha256-base64"] as const;

/**
 * Reads a configuration.
 *
 * @param environment holds what the configuration only names: URLs with passwords, and keys
 * @throws {ConfigurationError} that names the value that is wrong, and says what would be right
 */
export function parseConfiguration(value: unknown, environment: Environment): Configuration {
  const members = [
    "$schema",
    "database",
    "live_sessions",
    "live_entities",
    "accounts",
    "faults",
    "settle_ms",
    "listen",
  ];
  const reader = new ConfigurationReader(value, "", members);
  const listen = new ConfigurationReader(reader.at("listen")[0] ?? {}, "/listen", ["host", "port"]);
  return {
    database: parseDatabase(reader, environment),
    sessions: parseSessions(reader),
    entities: parseEntities(reader),
    accounts: parseAccounts(reader, environment),
    faults: reader.has("faults") ? new ConfigurationReader(...reader.at("faults"), ["table"]).text("table") : undefined,
    settleMs: reader.count("settle_ms", 0, MAX_SETTLE_MS),
    host: listen.text("host", "127.0.0.1"),
    port: listen.count("port", DEFAULT_PORT, MAX_PORT),
  };
}

function parseDatabase(root: ConfigurationReader, environment: Environment): DatabaseLocation {
  const reader = new ConfigurationReader(...root.at("database"), ["driver", "file", "url_from"]);
  const driver = reader.oneOf("driver", ["sqlite", "postgresql", "mysql"]);
  if (driver === "sqlite") return { driver, file: reader.text("file") };
  return { driver, url: reader.fromEnvironment("url_from", environment) };
}

function parseSessions(root: ConfigurationReader): SessionTable {
  const members = ["table", "columns", "ids", "times", "durations", "set"];
  const reader = new ConfigurationReader(...root.at("live_sessions"), members);
  const names = ["id", "entity", "stream_key", "created_at", "updated_at", "duration"];
  const columns = new ConfigurationReader(reader.at("columns")[0] ?? {}, "/live_sessions/columns", names);
  return {
    table: reader.text("table"),
    ids: reader.oneOf("ids", ID_FORMS, "uuid"),
    set: reader.values("set"),
    columns: {
      id: columns.text("id", "id"),
      entity: columns.text("entity", "entity_id"),
      stream_key: columns.text("stream_key", "stream_key"),
      created_at: columns.text("created_at", "created_at"),
      updated_at: columns.text("updated_at", "updated_at"),
      duration: columns.text("duration", "duration"),
    },
    times: reader.oneOf("times", TIME_FORMS),
    durations: reader.oneOf("durations", ["seconds", "milliseconds"], "seconds"),
  };
}

function parseEntities(root: ConfigurationReader): EntityTable {
  const reader = new ConfigurationReader(...root.at("live_entities"), ["table", "columns", "ids", "set"]);
  const columns = new ConfigurationReader(reader.at("columns")[0] ?? {}, "/live_entities/columns", ["id", "account"]);
  return {
    table: reader.text("table"),
    ids: reader.oneOf("ids", ID_FORMS, "uuid"),
    set: reader.values("set"),
    columns: { id: columns.text("id", "id"), account: columns.optionalText("account") },
  };
}

function parseAccounts(root: ConfigurationReader, environment: Environment): Configuration["accounts"] {
  const members = ["table", "columns", "ids", "keys", "set", "fixed"];
  const reader = new ConfigurationReader(...root.at("accounts"), members);
  if (reader.has("fixed")) return parseFixedAccounts(reader, environment);
  const columns = new ConfigurationReader(reader.at("columns")[0] ?? {}, "/accounts/columns", ["id", "key"]);
  return {
    table: reader.text("table"),
    ids: reader.oneOf("ids", ID_FORMS, "uuid"),
    set: reader.values("set"),
    columns: { id: columns.text("id", "id"), key: columns.text("key", "api_key") },
    keys: reader.oneOf("keys", KEY_FORMS, "plain"),
  };
}

function parseFixedAccounts(root: ConfigurationReader, environment: Environment): ReadonlyMap<string, FixedAccount> {
  const names = ["owner", "stranger"];
  const reader = new ConfigurationReader(...root.at("fixed"), names);
  return new Map(
    names.map((name) => {
      const account = new ConfigurationReader(...reader.at(name), ["id", "key_from"]);
      const [id] = account.at("id");
      return [
        name,
        {
          id: typeof id === "number" ? id : account.text("id"),
          key: account.fromEnvironment("key_from", environment),
        },
      ];
    }),
  );
}
