// The list in Express, but for its query, which a library answers: by-hand.ts, drizzle.ts, kysely.ts, sequelize.ts, typeorm.ts.
// It reads keys and live entities from the tables of provisioner.ts.
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { DatabaseSync } from "node:sqlite";
import express, { type NextFunction, type Request, type Response } from "express";

const database = new DatabaseSync(process.env["DATABASE"] ?? "test.sqlite", { timeout: 5000 });
// The same at every instance; without it, tokens end with the process.
const secret = process.env["TOKEN_SECRET"] ?? randomBytes(32).toString("hex");

/** A row of the table. Times are seconds since 1970; a session in progress has no duration. */
export type Row = {
  readonly id: string;
  readonly entity_id: string;
  readonly stream_key: string;
  readonly created_at: number;
  readonly updated_at: number;
  readonly duration: number | null;
};

/** Where a page ends: the sort key and the tie-breaker of its last row. */
export type Position = { readonly createdAt: number; readonly id: string };

/** The query: up to `limit` rows of a live entity behind a position, newest first, ties by id. */
export type RowsBehind = (
  entityId: string,
  behind: Position,
  limit: number,
) => readonly Row[] | Promise<readonly Row[]>;

// Where the first page begins.
const newest: Position = { createdAt: Number.MAX_SAFE_INTEGER, id: "" };

/** Binds a token to its live entity: nobody can make one, or take it to another list. */
function signature(entityId: string, position: string): Buffer {
  return createHmac("sha256", secret).update(`${entityId}\n${position}`).digest().subarray(0, 16);
}

function tokenOf(entityId: string, { created_at, id }: Row): string {
  const position = `${created_at}.${id}`;
  return Buffer.concat([signature(entityId, position), Buffer.from(position)]).toString("base64url");
}

function positionOf(entityId: string, token: string): Position | undefined {
  const bytes = Buffer.from(token, "base64url");
  const position = bytes.subarray(16).toString();
  // The second half: text that decodes to the same bytes, but is not the token that was given.
  const isOurs = bytes.length > 16 && timingSafeEqual(bytes.subarray(0, 16), signature(entityId, position));
  if (!isOurs || bytes.toString("base64url") !== token) return undefined;
  const [createdAt = "", id = ""] = position.split(/\.(.*)/s);
  return { createdAt: Number(createdAt), id };
}

function pageSizeOf(value: unknown): number | undefined {
  if (value === undefined) return 10;
  const size = typeof value === "string" && /^\d{1,9}$/.test(value) ? Number(value) : 0;
  return size >= 1 && size <= 100 ? size : undefined;
}

/** One row more than the page holds says whether another page follows. */
async function pageOf(entityId: string, rowsBehind: RowsBehind, behind: Position, size: number): Promise<object> {
  const rows = await rowsBehind(entityId, behind, size + 1);
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  const hasMore = rows.length > size && last !== undefined;
  return { data: shown.map(sessionOf), next_page_token: hasMore ? tokenOf(entityId, last) : "" };
}

function sessionOf({ duration, created_at, updated_at, ...row }: Row): object {
  const instant = (seconds: number): string => new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
  const times = { created_at: instant(created_at), updated_at: instant(updated_at) };
  return { ...row, ...times, ...(duration === null ? {} : { duration }) };
}

interface Answer {
  readonly status: number;
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
}

function failure(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers, body: { message, error_type: status < 500 ? "invalid_request_error" : "api_error" } };
}

function send(response: Response, { status, headers = {}, body }: Answer): void {
  response.status(status).set(headers).json(body);
}

async function listLiveSessions(request: Request, rowsBehind: RowsBehind): Promise<Answer> {
  const account = database
    .prepare("select account from api_keys where key = ?")
    .get(request.get("authorization") ?? "");
  if (account === undefined) {
    const challenge = { "WWW-Authenticate": 'ApiKey realm="live sessions"' };
    return failure(401, "The API key is missing or not valid.", challenge);
  }
  const entityId = String(request.params["id"]).toLowerCase();
  const size = pageSizeOf(request.query["page_size"]);
  if (size === undefined) return failure(400, "page_size must be a whole number from 1 to 100.");
  const token = request.query["page_token"] ?? "";
  const behind = token === "" ? newest : typeof token === "string" ? positionOf(entityId, token) : undefined;
  if (behind === undefined) return failure(400, "page_token must be a token of this list.");
  const entity = database
    .prepare("select id from live_entities where id = ? and account = ?")
    .get(entityId, String(account["account"]));
  if (entity === undefined) return failure(404, "There is no such live entity.");
  failIfAsked(entityId);
  const body = await pageOf(entityId, rowsBehind, behind, size);
  return { status: 200, headers: { "Cache-Control": "private, no-cache" }, body };
}

/** For tests alone: a failure that the provisioner has asked for. @throws while some are left */
function failIfAsked(entityId: string): void {
  const { changes } = database
    .prepare("update live_entities set faults = faults - 1 where id = ? and faults > 0")
    .run(entityId);
  if (changes > 0) throw new Error("a failure that the provisioner has asked for");
}

/** Serves the list on PORT, with the rows that a query gives. */
export function serveLiveSessions(rowsBehind: RowsBehind): void {
  const app = express();
  // A page holds stream keys, and no other parser is needed for two flat parameters.
  app.set("query parser", "simple").disable("x-powered-by");
  const list = "/v1/live_entities/:id/live_sessions";
  // Express answers HEAD by the handler of GET.
  app.get(list, async (request, response) => send(response, await listLiveSessions(request, rowsBehind)));
  app.all(list, (_, response) =>
    send(response, failure(405, "Only GET and HEAD are served here.", { Allow: "GET, HEAD" })),
  );
  app.use((_, response) => send(response, failure(404, "There is no such page.")));
  app.use(sendError);
  const server = app.listen(Number(process.env["PORT"] ?? 8080), "127.0.0.1", () => {
    const address = server.address();
    process.stdout.write(`Live sessions at http://127.0.0.1:${typeof address === "object" ? address?.port : ""}\n`);
  });
}

/** Four parameters: that is how Express knows a handler of errors. */
function sendError(error: { status?: number }, _request: Request, response: Response, _next: NextFunction): void {
  if (error.status !== undefined && error.status < 500) {
    send(response, failure(error.status, "The request is malformed."));
  } else {
    process.stderr.write(`${String(error)}\n`);
    send(response, failure(500, "Something went wrong here."));
  }
}
