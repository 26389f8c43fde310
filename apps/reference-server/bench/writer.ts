// Begins a session of an entity of its own every 10 ms, until it is stopped.
import { randomUUID } from "node:crypto";
import process from "node:process";
import { openDatabase } from "../src/sqlite/open-database.ts";
import { SqliteWriter } from "../src/sqlite/sqlite-writer.ts";
import { sessionNumber } from "./data.ts";

const INTERVAL_MS = 10;

const writer = new SqliteWriter(openDatabase(process.argv[2] ?? ""));
const entityId = writer.insertEntity(writer.insertAccount("writer"), randomUUID());
let n = 0;
setInterval(() => {
  writer.putSession(sessionNumber(entityId, n));
  n += 1;
}, INTERVAL_MS);
process.stdout.write("writing\n");
