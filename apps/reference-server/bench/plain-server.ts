// What anyone would write first: node:http, new URL, rows as objects, toISOString, JSON.stringify, no ETag.
import { createServer } from "node:http";
import process from "node:process";
import { DatabaseSync } from "node:sqlite";

const database = new DatabaseSync(process.argv[2] ?? "");
const accountOf = database.prepare("select account_id from api_keys where key = ?");
const entityOf = database.prepare("select id from live_entities where id = ? and account_id = ?");
const first = database.prepare(
  "select * from live_sessions where entity_id = ? order by created_at desc, id desc limit ?",
);
const after = database.prepare(
  `select * from live_sessions where entity_id = ? and (created_at, id) < (?, ?)
   order by created_at desc, id desc limit ?`,
);

const server = createServer((request, response) => {
  const url = new URL(request.url ?? "", "http://127.0.0.1");
  const account = accountOf.get(request.headers.authorization ?? "")?.["account_id"];
  const id = url.pathname.split("/")[3] ?? "";
  if (account === undefined || !entityOf.get(id, account)) {
    response.writeHead(404).end();
    return;
  }
  const size = Number(url.searchParams.get("page_size") ?? 10);
  const token = url.searchParams.get("page_token");
  const position = token ? JSON.parse(Buffer.from(token, "base64url").toString()) : undefined;
  const rows = position ? after.all(id, position[2], position[3], size + 1) : first.all(id, size + 1);
  const last = rows[size - 1];
  const next = rows.length > size && last ? JSON.stringify([1, id, last["created_at"], last["id"]]) : "";
  const data = rows.slice(0, size).map((row) => ({
    id: row["id"],
    entity_id: row["entity_id"],
    stream_key: row["stream_key"],
    duration: row["duration"],
    created_at: new Date(Number(row["created_at"]) * 1000).toISOString().replace(".000", ""),
    updated_at: new Date(Number(row["updated_at"]) * 1000).toISOString().replace(".000", ""),
  }));
  const body = JSON.stringify({ data, next_page_token: Buffer.from(next).toString("base64url") });
  response.setHeader("content-type", "application/json");
  response.setHeader("content-length", Buffer.byteLength(body));
  response.end(body);
});
server.listen(0, "127.0.0.1", () => process.stdout.write(`Live sessions at ${JSON.stringify(server.address())}\n`));
