import { randomUUID } from "node:crypto";
import type { ErrorBody } from "@live-sessions/contract";
import {
  BodyTooLarge,
  InvalidInput,
  type PlainRequest,
  type PlainResponse,
  parseLiveSessionChange,
  parseName,
  parseNewLiveSession,
  parseObject,
  readBody,
} from "@live-sessions/provisioning";
import { normalEntityId } from "../imported-session.ts";
import { isOverload, overloaded } from "../serving/overload.ts";
import type { SessionDatabase } from "../session-database.ts";
import { storedSession } from "../stored-session.ts";

const MAX_BODY_BYTES = 64 * 1024;
const HEADERS = { "content-type": "application/json", "cache-control": "no-store" };

/** What the handler tells of and asks. */
export interface IngestOptions {
  readonly database: Pick<SessionDatabase, "authenticate" | "ingest">;
  /** Told of the exception behind a 500, and behind a 503 for want of a database that has time. */
  readonly onError: (error: unknown) => void;
  /** Epoch milliseconds; default `Date.now`. */
  readonly now?: () => number;
}

/**
 * What a media server calls when a signal begins, flows on and ends: `POST /ingest/sessions/start`, `/signal` and `/end`, with
 * the key of the entity's account. Each may be sent again after a lost answer: a session begins once and ends once.
 */
export function createIngestHandler({
  database,
  onError,
  now = Date.now,
}: IngestOptions): (request: PlainRequest) => Promise<PlainResponse> {
  return async (request) => {
    try {
      return await answer(request, database, Math.floor(now() / 1000));
    } catch (error) {
      if (error instanceof InvalidInput) return failure(400, error.message);
      if (error instanceof BodyTooLarge) return failure(413, error.message, { connection: "close" });
      onError(error);
      if (isOverload(error)) return overloaded(request.method);
      return failure(500, "An unexpected error occurred on the server's end.");
    }
  };
}

async function answer(
  { method, target, headers, body }: PlainRequest,
  database: IngestOptions["database"],
  now: number,
): Promise<PlainResponse> {
  const act = ACTIONS.get(target);
  if (!act) return failure(404, "There are /ingest/sessions/start, /ingest/sessions/signal and /ingest/sessions/end.");
  if (method !== "POST") return failure(405, "This path takes POST only.", { allow: "POST" });
  const { authorization } = headers;
  const account = typeof authorization === "string" ? await database.authenticate(authorization) : undefined;
  if (account === undefined) {
    return failure(401, "The API key is missing or not valid.", {
      "www-authenticate": 'ApiKey realm="live-sessions"',
    });
  }
  return act(database, account, parseObject(parseJson(await readBody(body, MAX_BODY_BYTES)), ""), now);
}

type Action = (
  database: IngestOptions["database"],
  account: string,
  body: Readonly<Record<string, unknown>>,
  now: number,
) => Promise<PlainResponse>;

const ACTIONS: ReadonlyMap<string, Action> = new Map([
  ["/ingest/sessions/start", start],
  ["/ingest/sessions/signal", signal],
  ["/ingest/sessions/end", end],
]);

async function start(
  { ingest }: IngestOptions["database"],
  account: string,
  body: Readonly<Record<string, unknown>>,
  now: number,
): Promise<PlainResponse> {
  const { id = randomUUID() } = body;
  const { created_at } = parseNewLiveSession({ created_at: body["created_at"] }, "", now);
  const session = storedSession({
    id: parseName(id, "/id"),
    entity_id: normalEntityId(parseName(body["entity_id"], "/entity_id")),
    stream_key: parseName(body["stream_key"], "/stream_key"),
    created_at,
    updated_at: created_at,
  });
  const begun = await ingest.start(account, session, now);
  if (!begun) return unknown();
  return json(begun.isNew ? 201 : 200, begun.session);
}

async function signal(
  { ingest }: IngestOptions["database"],
  account: string,
  body: Readonly<Record<string, unknown>>,
  now: number,
): Promise<PlainResponse> {
  const session = await ingest.signal(account, ...placeOf(body), now);
  if (!session) return unknown();
  // RFC 9110 §15.5.10: the request conflicts with the state of the session, and the one who sent it can mend that.
  return session.duration === undefined
    ? json(200, session)
    : failure(409, "The live session has ended. A signal that flows on is a new one: start it with another id.");
}

async function end(
  { ingest }: IngestOptions["database"],
  account: string,
  body: Readonly<Record<string, unknown>>,
  now: number,
): Promise<PlainResponse> {
  const session = await ingest.end(account, ...placeOf(body), parseLiveSessionChange(body, now));
  return session ? json(200, session) : unknown();
}

function placeOf(body: Readonly<Record<string, unknown>>): readonly [entityId: string, sessionId: string] {
  return [normalEntityId(parseName(body["entity_id"], "/entity_id")), parseName(body["id"], "/id")];
}

function parseJson(body: string | Uint8Array): unknown {
  try {
    const text = typeof body === "string" ? body : new TextDecoder("utf-8", { fatal: true }).decode(body);
    return JSON.parse(text);
  } catch {
    throw new InvalidInput("", "a JSON object in UTF-8");
  }
}

function json(status: number, body: unknown): PlainResponse {
  return { status, headers: HEADERS, body: JSON.stringify(body) };
}

function unknown(): PlainResponse {
  return failure(404, "The live session you requested does not exist.");
}

function failure(status: number, message: string, headers: Readonly<Record<string, string>> = {}): PlainResponse {
  const body: ErrorBody = { message, error_type: status < 500 ? "invalid_request_error" : "api_error" };
  return { status, headers: { ...HEADERS, ...headers }, body: JSON.stringify(body) };
}
