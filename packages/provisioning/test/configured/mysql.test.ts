import { DatabaseSync } from "node:sqlite";
import { createConnection } from "mysql2/promise";
import { expect, onTestFinished, test } from "vitest";
import { checkTables } from "../../src/configured/check-tables.ts";
import { parseConfiguration } from "../../src/configured/configuration.ts";
import { openMysql } from "../../src/configured/mysql-database.ts";
import type { SqlDatabase } from "../../src/configured/sql-database.ts";
import { createSqlFunctions } from "../../src/configured/sql-functions.ts";

/**
 * No MySQL comes by npm, so the statements for it are run by SQLite, which reads them but for one function. Where this variable of
 * the environment has the URL of a MySQL or MariaDB to make a database in, all is done there as well, by the driver.
 */
const realUrl = process.env["LIVE_SESSIONS_TEST_MYSQL"];

const configuration = parseConfiguration(
  {
    database: { driver: "mysql", url_from: "URL" },
    live_sessions: {
      table: "sessions",
      ids: "integer",
      times: "timestamp",
      durations: "milliseconds",
      columns: {
        id: "no",
        entity: "channel",
        stream_key: "key",
        created_at: "begun",
        updated_at: "seen",
        duration: "ms",
      },
    },
    live_entities: { table: "channels", columns: { id: "no", account: "owner" }, set: { order: 1 } },
    accounts: { table: "users", columns: { id: "no", key: "hash" }, keys: "sha256-hex" },
    faults: { table: "planted" },
  },
  { URL: "mysql://localhost/test" },
);

/** Names that are words of SQL: only quoted they are names. */
const tables = [
  "create table `users` (`no` char(36) primary key, `hash` text not null)",
  "create table `channels` (`no` char(36) primary key, `owner` char(36) not null, `order` integer not null)",
  "create table `sessions` (`no` integer primary key auto_increment, `channel` char(36) not null, `key` text not null, `begun` datetime not null, `seen` datetime not null, `ms` bigint)",
];

/** SQLite as if it were MySQL, and the statements that it was given. */
function standIn(statements: string[]): SqlDatabase {
  const sqlite = new DatabaseSync(":memory:");
  const prepared = (sql: string): ReturnType<DatabaseSync["prepare"]> => {
    statements.push(sql);
    return sqlite.prepare(
      sql.replace("auto_increment", "").replace(/timestampdiff\(second, '1970-01-01', (`\w+`)\)/g, "unixepoch($1)"),
    );
  };
  const run = (sql: string, values: readonly (string | number | null)[]) => prepared(sql).run(...values);
  return {
    driver: "mysql",
    select: async (sql, values) => prepared(sql).all(...values),
    execute: async (sql, values) => Number(run(sql, values).changes),
    insert: async (sql, values) => Number(run(sql, values).lastInsertRowid),
    transaction: (work) => work(),
    close: async () => sqlite.close(),
  };
}

/** A database of its own in the MySQL that the environment names. */
async function real(url: string): Promise<SqlDatabase> {
  const name = `provisioning_${process.pid}`;
  const administrator = await createConnection(url);
  await administrator.query(`create database ${name} character set utf8mb4`);
  const database = await openMysql(Object.assign(new URL(url), { pathname: `/${name}` }).href);
  onTestFinished(async () => {
    await administrator.query(`drop database ${name}`);
    await administrator.end();
  });
  return database;
}

const statements: string[] = [];
const databases: readonly (readonly [string, () => Promise<SqlDatabase>])[] = [
  ["in MySQL's spelling", async () => standIn(statements)],
  ...(realUrl === undefined ? [] : [["on MySQL itself", () => real(realUrl)] as const]),
];

test.each(databases)(
  "a provisioner by configuration makes, changes and deletes what it is asked for, %s",
  async (_, open) => {
    const database = await open();
    onTestFinished(() => database.close());
    for (const table of tables) await database.execute(table, []);
    await checkTables(database, configuration);
    const provisioner = createSqlFunctions(database, configuration);
    const made = await provisioner.createScenario({
      accounts: ["owner"],
      live_entities: [
        {
          name: "one",
          account: "owner",
          live_sessions: [
            {
              created_at: "2023-10-29T00:30:00Z",
              updated_at: "2024-01-01T00:00:00Z",
              duration: 86_399.999,
              stream_key: "it's \\ \u{1f986}",
            },
            { created_at: "2099-12-31T23:59:59Z", updated_at: "2099-12-31T23:59:59Z" },
          ],
        },
      ],
    });
    const entity = made.live_entities["one"];
    expect(entity?.live_sessions).toMatchObject([
      {
        created_at: "2023-10-29T00:30:00Z",
        updated_at: "2024-01-01T00:00:00Z",
        duration: 86_399.999,
        stream_key: "it's \\ \u{1f986}",
      },
      { created_at: "2099-12-31T23:59:59Z" },
    ]);
    const id = entity?.id ?? "";
    const [, running] = entity?.live_sessions ?? [];
    const change = { duration: 0.25, updated_at: "2100-01-01T00:00:00Z" };
    expect(await provisioner.updateLiveSession?.(id, running?.id ?? "", change)).toMatchObject(change);
    const inserted = await provisioner.insertLiveSession?.(id, {
      created_at: "1970-01-01T00:00:01Z",
      updated_at: "1970-01-01T00:00:01Z",
    });
    expect(inserted).toMatchObject({ entity_id: id, created_at: "1970-01-01T00:00:01Z" });
    expect(
      await provisioner.insertLiveSession?.("none", {
        created_at: "2024-01-01T00:00:00Z",
        updated_at: "2024-01-01T00:00:00Z",
      }),
    ).toBeUndefined();
    expect(await provisioner.deleteLiveSession?.(id, inserted?.id ?? "")).toBe(true);
    expect(await provisioner.deleteLiveSession?.(id, inserted?.id ?? "")).toBe(false);
    expect(await provisioner.injectFaults?.(id, 2)).toBe(true);
    expect(await database.select("select `requests` from `planted`", [])).toMatchObject([{ requests: 2 }]);
    expect(await provisioner.deleteScenario(made.id)).toBe(true);
    for (const table of ["users", "channels", "sessions", "planted"])
      expect(await database.select(`select 1 as one from \`${table}\``, []), table).toEqual([]);
  },
);

test("what is asked of MySQL quotes every name with backticks, and compares ids as its text", () => {
  const own = statements.filter((sql) => !sql.startsWith("create table `"));
  expect(own.length).toBeGreaterThan(10);
  expect(own.filter((sql) => sql.includes('"') || /\$\d| as text/.test(sql))).toEqual([]);
  expect(own).toContain("select 1 as one from `channels` where cast(`no` as char) = ?");
  expect(own.join("\n")).toContain("timestampdiff(second, '1970-01-01', `begun`) as created_at");
});
