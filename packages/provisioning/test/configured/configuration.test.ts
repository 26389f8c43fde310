import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { parseConfiguration } from "../../src/configured/configuration.ts";
import { ConfigurationError } from "../../src/configured/configuration-error.ts";

const schema: object = JSON.parse(readFileSync(new URL("../../provisioner.schema.json", import.meta.url), "utf8"));
const isValid = new Ajv2020({ strict: false }).compile(schema);

const environment = { DATABASE_URL: "postgres://me:secret@127.0.0.1/test", OWNER_KEY: "o", STRANGER_KEY: "s" };

const smallest = {
  database: { driver: "sqlite", file: "test.db" },
  live_sessions: { table: "live_sessions", times: "text" },
  live_entities: { table: "live_entities" },
  accounts: { table: "accounts" },
};

const right: readonly (readonly [what: string, configuration: unknown])[] = [
  ["the smallest one", smallest],
  ["a URL from the environment", { ...smallest, database: { driver: "postgresql", url_from: "DATABASE_URL" } }],
  [
    "fixed accounts",
    {
      ...smallest,
      accounts: { fixed: { owner: { id: 1, key_from: "OWNER_KEY" }, stranger: { id: "2", key_from: "STRANGER_KEY" } } },
    },
  ],
  [
    "all that can be said",
    {
      $schema: "./provisioner.schema.json",
      database: { driver: "mysql", url_from: "DATABASE_URL" },
      live_sessions: {
        table: "video.live_sessions",
        ids: "integer",
        columns: {
          id: "no",
          entity: "channel",
          stream_key: "key",
          created_at: "begun",
          updated_at: "seen",
          duration: "ms",
        },
        times: "timestamp",
        durations: "milliseconds",
        set: { region: "eu", shard: 3, note: null },
      },
      live_entities: {
        table: "channels",
        ids: "integer",
        columns: { id: "no", account: "owner" },
        set: { name: "test" },
      },
      accounts: {
        table: "users",
        ids: "integer",
        columns: { id: "no", key: "hash" },
        keys: "sha256-hex",
        set: { plan: "free" },
      },
      faults: { table: "planted_errors" },
      settle_ms: 250,
      listen: { host: "127.0.0.1", port: 0 },
    },
  ],
];

const wrong: readonly (readonly [complaint: string, configuration: unknown])[] = [
  ["The configuration must be an object with $schema, database", []],
  ["/database must be an object with driver, file, url_from; it is missing.", { ...smallest, database: undefined }],
  [
    '/database/driver must be "sqlite" or "postgresql" or "mysql"; got "oracle".',
    { ...smallest, database: { driver: "oracle" } },
  ],
  ["/database/file must be a text that is not empty; it is missing.", { ...smallest, database: { driver: "sqlite" } }],
  [
    '/live_sessions/times must be "text" or "sql-text" or "seconds" or "milliseconds" or "timestamp"; it is missing.',
    { ...smallest, live_sessions: { table: "live_sessions" } },
  ],
  [
    "/live_sessions/columns/start is not known here; known are id, entity, stream_key, created_at, updated_at, duration.",
    { ...smallest, live_sessions: { ...smallest.live_sessions, columns: { start: "begun" } } },
  ],
  [
    "/accounts/fixed/stranger must be an object with id, key_from; it is missing.",
    {
      ...smallest,
      accounts: { fixed: { owner: { id: 1, key_from: "OWNER_KEY" } } },
    },
  ],
  [
    "/live_entities/set/tags must be a text, a number or null; got [].",
    { ...smallest, live_entities: { table: "e", set: { tags: [] } } },
  ],
  ["/settle_ms must be a whole number from 0 to 60000; got -1.", { ...smallest, settle_ms: -1 }],
  ["/listen/port must be a whole number from 0 to 65535; got 70000.", { ...smallest, listen: { port: 70_000 } }],
];

describe("a configuration", () => {
  test.for(right)("with %s is taken, and the schema takes it too", ([, configuration]) => {
    expect(() => parseConfiguration(configuration, environment)).not.toThrow();
    expect(isValid(configuration)).toBe(true);
  });

  test.for(wrong)("is refused with %s", ([complaint, configuration]) => {
    const defined: unknown = JSON.parse(JSON.stringify(configuration));
    expect(() => parseConfiguration(defined, environment)).toThrow(ConfigurationError);
    expect(() => parseConfiguration(defined, environment)).toThrow(complaint);
    expect(isValid(defined)).toBe(false);
  });

  test("is refused where the environment lacks what it names, and no value of the environment is told", () => {
    const configuration = { ...smallest, database: { driver: "postgresql", url_from: "DATABASE_URI" } };
    expect(() => parseConfiguration(configuration, environment)).toThrow(
      "The environment has no DATABASE_URI, which /database/url_from names",
    );
  });

  test("leaves out what has a default", () => {
    expect(parseConfiguration(smallest, {})).toMatchObject({
      sessions: { ids: "uuid", durations: "seconds", columns: { entity: "entity_id", duration: "duration" } },
      accounts: { columns: { id: "id", key: "api_key" }, keys: "plain" },
      faults: undefined,
      settleMs: 0,
      host: "127.0.0.1",
      port: 9090,
    });
  });
});
