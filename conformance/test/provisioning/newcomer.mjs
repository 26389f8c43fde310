// A server as somebody writes it who has just read the contract: Express and node:sqlite, a table each for accounts, entities and
// sessions. It knows nothing of provisioning but for the table of planted errors.
import { DatabaseSync } from "node:sqlite";
import express from "express";

const [file, paging = "keyset"] = process.argv.slice(2);
const db = new DatabaseSync(file);
db.exec(`
  pragma journal_mode = wal;
  pragma busy_timeout = 5000;
  create table if not exists accounts (id text primary key, api_key text not null unique);
  create table if not exists live_entities (id text primary key, account_id text not null);
  create table if not exists live_sessions (
    id text primary key, entity_id text not null, stream_key text not null,
    created_at integer not null, updated_at integer not null, duration_ms integer
  );
  create index if not exists by_time on live_sessions (entity_id, created_at, id);
`);

const app = express();
app.disable("x-powered-by");
app.set("etag", false);

const fail = (response, status, message) =>
  response.status(status).json({ message, error_type: status < 500 ? "invalid_request_error" : "api_error" });

const asTime = (seconds) => new Date(seconds * 1000).toISOString().replace(".000Z", "Z");

const asSession = (row) => ({
  id: row.id,
  entity_id: row.entity_id,
  stream_key: row.stream_key,
  created_at: asTime(row.created_at),
  updated_at: asTime(row.updated_at),
  ...(row.duration_ms === null ? {} : { duration: row.duration_ms / 1000 }),
});

// Paging: the place of the last row that was seen, or the number of the next page.
const keyset = {
  encode: (_query, last) =>
    Buffer.from(JSON.stringify([last.entity_id, last.created_at, last.id])).toString("base64url"),
  decode: (token, entityId) => {
    const parts = JSON.parse(Buffer.from(token, "base64url").toString());
    const isRight = Array.isArray(parts) && parts.length === 3 && parts[0] === entityId;
    if (!isRight || !Number.isSafeInteger(parts[1]) || typeof parts[2] !== "string") throw new Error("no token");
    if (Buffer.from(JSON.stringify(parts)).toString("base64url") !== token) throw new Error("no token");
    return { createdAt: parts[1], id: parts[2] };
  },
  rows: (entityId, size, after) =>
    db
      .prepare(
        `select * from live_sessions where entity_id = ? and (created_at, id) < (?, ?)
         order by created_at desc, id desc limit ?`,
      )
      .all(entityId, after?.createdAt ?? Number.MAX_SAFE_INTEGER, after?.id ?? "", size + 1),
};

const pageNumbers = {
  encode: ({ after = 1 }) => Buffer.from(String(after + 1)).toString("base64url"),
  decode: (token) => {
    const text = Buffer.from(token, "base64url").toString();
    if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error("no token");
    return Number(text);
  },
  rows: (entityId, size, page = 1) =>
    db
      .prepare("select * from live_sessions where entity_id = ? order by created_at desc, id desc limit ? offset ?")
      .all(entityId, size + 1, (page - 1) * size),
};

const pages = paging === "page-numbers" ? pageNumbers : keyset;

function meetsPlantedError(entityId) {
  try {
    const sql = "update planted_errors set requests = requests - 1 where entity_id = ? and requests > 0";
    return db.prepare(sql).run(entityId).changes === 1;
  } catch {
    return false; // No provisioner has made the table.
  }
}

app.get("/v1/live_entities/:id/live_sessions", (request, response) => {
  const key = request.get("authorization") ?? "";
  const account = db.prepare("select id from accounts where api_key = ?").get(key);
  if (!account) {
    response.set("www-authenticate", 'ApiKey realm="live-sessions"');
    return fail(response, 401, "The API key is missing or not valid.");
  }
  const { page_size: size = "10", page_token: token = "" } = request.query;
  if (!/^([1-9]\d?|100)$/.test(size)) return fail(response, 400, "page_size must be an integer from 1 to 100.");
  const id = request.params.id.toLowerCase();
  let after;
  try {
    if (token !== "") after = pages.decode(token, id);
  } catch {
    return fail(response, 400, "page_token is none of this live entity.");
  }
  const entity = db.prepare("select id from live_entities where id = ? and account_id = ?").get(id, account.id);
  if (!entity) return fail(response, 404, "The live session you requested does not exist.");
  const rows = pages.rows(id, Number(size), after);
  const page = rows.slice(0, Number(size));
  const next = rows.length > page.length ? pages.encode({ after }, page.at(-1)) : "";
  if (request.method === "GET" && meetsPlantedError(id)) throw new Error("planted");
  response.set("cache-control", "no-store");
  response.json({ data: page.map(asSession), next_page_token: next });
});
app.get("/v1/live_entities//live_sessions", (_request, response) => fail(response, 400, "The id is missing."));
app.all("/v1/live_entities/:id/live_sessions", (_request, response) => {
  response.set("allow", "GET, HEAD");
  fail(response, 405, "This route is for GET and HEAD.");
});
app.use((_request, response) => fail(response, 404, "There is no such route."));
app.use((error, _request, response, _next) => {
  const isTheirs = error.status >= 400 && error.status < 500;
  fail(response, isTheirs ? 404 : 500, isTheirs ? "There is no such route." : "An unexpected error occurred.");
});

const server = app.listen(0, "127.0.0.1", () => process.stdout.write(`http://127.0.0.1:${server.address().port}\n`));
