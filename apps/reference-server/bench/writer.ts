// Begins a session of an entity of its own every 10 ms, until it is stopped.
import process from "node:process";
import { putSessions, touch } from "../src/sql/session-rows.ts";
import { openDatabase } from "../src/sqlite/open-database.ts";
import { SqliteSql } from "../src/sqlite/sqlite-sql.ts";
import { insertOwner, sessionNumber } from "./data.ts";

const INTERVAL_MS = 10;

const database = openDatabase(process.argv[2] ?? "");
const sql = new SqliteSql(database);
const { entityId } = insertOwner(database);
let n = 0;
setInterval(() => {
  sql.transaction(function* () {
    yield* touch(entityId);
    yield* putSessions([sessionNumber(entityId, n)]);
  });
  n += 1;
}, INTERVAL_MS);
process.stdout.write("writing\n");
