// Paging by OFFSET over the reference server's own table, as many do: the database reads and drops all rows before.
import { createServer } from "node:http";
import process from "node:process";
import { DatabaseSync } from "node:sqlite";

const database = new DatabaseSync(process.argv[2] ?? "");
const page = database.prepare(
  "select body from live_sessions where entity_id = ? order by created_at desc, id desc limit ? offset ?",
);
const entityId = process.argv[3] ?? "";

const server = createServer((request, response) => {
  const parameters = new URL(request.url ?? "", "http://127.0.0.1").searchParams;
  const rows = page.all(entityId, Number(parameters.get("page_size")), Number(parameters.get("offset")));
  const body = JSON.stringify({ data: rows.map((row) => JSON.parse(String(row["body"]))) });
  response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(body) }).end(body);
});
server.listen(0, "127.0.0.1", () => process.stdout.write(`Live sessions at ${JSON.stringify(server.address())}\n`));
