import { createHash } from "node:crypto";
import { DEFAULT_PAGE_SIZE } from "../../src/contract/generated/page-size.ts";
import type { SessionRecord } from "../corpus/backend.ts";
import { underTest } from "../corpus/deployment.ts";
import { type Exchange, parameterValues, type Reply } from "../corpus/exchange.ts";
import { listen } from "../corpus/listener.ts";
import { createProvisioner } from "../corpus/provisioner.ts";
import type { CorpusServer, ServerUnderTest } from "../corpus/server-under-test.ts";
import { keyHash, SqlStore } from "./sql-store.ts";

const head = { started: "9999-12-31 23:59:59", number: Number.MAX_SAFE_INTEGER };

function respond(status: number, value: object, headers: Readonly<Record<string, string>> = {}): Reply {
  const type = { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "private, no-store" };
  return { status, headers: { ...type, ...headers }, body: JSON.stringify(value) };
}

const refuse = (status: number, message: string, headers: Readonly<Record<string, string>> = {}): Reply =>
  respond(status, { message, error_type: status === 500 ? "api_error" : "invalid_request_error" }, headers);

function wire(session: SessionRecord): object {
  const instant = (seconds: number): string => new Date(seconds * 1000).toISOString().replace(/\.\d+/, "");
  return {
    id: session.id,
    entity_id: session.entityId,
    stream_key: session.streamKey,
    duration: session.duration,
    created_at: instant(session.createdAt),
    updated_at: instant(session.updatedAt),
  };
}

// A token is the hex of "<entity>/<started>/<number>" behind four digits of its hash.
function writeToken(entity: string, started: number, number: number): string {
  const text = `${entity}/${new Date(started * 1000).toISOString().slice(0, 19).replace("T", " ")}/${number}`;
  return createHash("md5").update(text).digest("hex").slice(0, 4) + Buffer.from(text).toString("hex");
}

function readToken(entity: string, token: string): typeof head | undefined {
  const text = Buffer.from(token.slice(4), "hex").toString();
  const [of, started = "", number = ""] = text.split("/");
  const isOurs = of === entity && writeToken(entity, Date.parse(`${started}Z`) / 1000 || 0, Number(number)) === token;
  return isOurs ? { started, number: Number(number) } : undefined;
}

function list(store: SqlStore, exchange: Exchange, entity: string, size: number): Reply {
  const token = parameterValues(exchange, "page_token").join();
  const place = token === "" ? head : readToken(entity, token);
  if (place === undefined) return refuse(400, "The page token is malformed.");
  const rows = store.behind(entity, place.started, place.number, size + 1);
  const shown = rows.slice(0, size);
  const [number, last] = shown.at(-1) ?? [0, undefined];
  const next = last !== undefined && rows.length > size ? writeToken(entity, last.createdAt, number) : "";
  const reply = respond(200, { data: shown.map(([, session]) => wire(session)), next_page_token: next });
  const etag = `"${createHash("sha1").update(reply.body).digest("hex")}"`;
  const known = exchange.headers["if-none-match"]?.split(",").map((tag) => tag.trim()) ?? [];
  if (known.includes(etag)) return { status: 304, headers: { ETag: etag }, body: "" };
  if (exchange.method === "GET" && store.takeFault(entity)) return refuse(500, "An unexpected error occurred.");
  return { ...reply, headers: { ...reply.headers, ETag: etag } };
}

/** What a segment says; as it stands where its escapes are not text. */
function unescaped(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function answer(store: SqlStore, exchange: Exchange): Reply {
  const [id] = /(?<=^\/v1\/live_entities\/)[^/]*(?=\/live_sessions$)/.exec(exchange.path) ?? [];
  if (id === undefined) return refuse(404, "Nothing is here.");
  if (!["GET", "HEAD"].includes(exchange.method)) return refuse(405, "Read-only.", { Allow: "GET, HEAD" });
  const hash = keyHash(exchange.headers.authorization ?? "");
  const account = store.row("select id from account where key_hash = ?", hash);
  if (account === undefined) return refuse(401, "Unauthorized.", { "WWW-Authenticate": 'ApiKey realm="test"' });
  const sizes = parameterValues(exchange, "page_size");
  const size = sizes.length === 0 ? DEFAULT_PAGE_SIZE : Number(sizes[0]);
  if (!Number.isInteger(size) || size < 1 || size > 100) return refuse(400, "The page size must be 1 to 100.");
  const entity = unescaped(id).toLowerCase();
  const owned = store.row("select 1 from entity where id = ? and account = ?", entity, String(account["id"]));
  return owned === undefined ? refuse(404, "There is no such live entity.") : list(store, exchange, entity, size);
}

/** SQLite in memory, text timestamps, a row-value keyset, ties by insertion. */
export const sql: CorpusServer = {
  name: "sql",
  story: "Keeps times as text in SQLite and pages by (started, number): ties stand latest insertion first.",
  async start(): Promise<ServerUnderTest> {
    const store = new SqlStore();
    const listener = await listen(async (exchange) => answer(store, exchange));
    const deployment = underTest([listener], "", await listen(createProvisioner(store)));
    return {
      ...deployment,
      close: async () => {
        await deployment.close();
        store.database.close();
      },
    };
  },
};
