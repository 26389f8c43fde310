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
import { isOverload, overloaded } from "../overload.ts";
import type { Ingest, SecondSession, SessionDatabase } from "../session-database.ts";
import { storedSession } from "../stored-session.ts";
import { answerHook, hookOf } from "./hook-handler.ts";

// A start by a clock that is ahead stands above everything that begins before that time comes.
const MAX_AHEAD_SECONDS = 300;
const MAX_BODY_BYTES = 64 * 1024;
const HEADERS = { "content-type": "application/json", "cache-control": "no-store" };

/** What the handler tells of and asks. */
export interface IngestOptions {
  readonly database: Pick<SessionDatabase, "authenticate" | "ingest">;
  /** Told of the exception behind a 500, and behind a 503 for want of a database that has time. */
  readonly onError: (error: unknown) => void;
  /** What becomes of a session that is in progress when another one of its entity begins. */
  readonly second: SecondSession;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/**
 * What a media server calls when a signal begins, flows on and ends: `POST /ingest/sessions/start`, `/signal` and `/end`, with
 * the key of the entity's account. Each may be sent again after a lost answer: a session begins once and ends once.
 */
export function createIngestHandler(options: IngestOptions): (request: PlainRequest) => Promise<PlainResponse> {
  return async (request) => {
    try {
      return await answer(request, options);
    } catch (error) {
      if (error instanceof InvalidInput) return failure(400, error.message);
      if (error instanceof BodyTooLarge) return failure(413, error.message, { connection: "close" });
      options.onError(error);
      if (isOverload(error)) return overloaded(request.method);
      return failure(500, "An unexpected error occurred on the server's end.");
    }
  };
}

async function answer(request: PlainRequest, { database, second, now }: IngestOptions): Promise<PlainResponse> {
  const { method, target, headers, body } = request;
  const hook = hookOf(target);
  if (hook && method === "POST") {
    return answerHook(hook, request, { database, second, now: Math.floor(now() / 1000) });
  }
  const act = ACTIONS.get(target);
  if (!act) return failure(404, "There are /ingest/sessions/start, /ingest/sessions/signal and /ingest/sessions/end.");
  if (method !== "POST") return failure(405, "This path takes POST only.", { allow: "POST" });
  const { authorization } = headers;
  const account = typeof authorization === "string" ? await database.authenticate(authorization, "ingest") : undefined;
  if (account === undefined) {
    return failure(401, "The API key is missing or not valid.", {
      "www-authenticate": 'ApiKey realm="live-sessions"',
    });
  }
  const report = parseObject(parseJson(await readBody(body, MAX_BODY_BYTES)), "");
  return act({ ingest: database.ingest, account, report, second, now: Math.floor(now() / 1000) });
}

/** A report of a caller whose key is right. */
interface Reported {
  readonly ingest: Ingest;
  readonly account: string;
  readonly report: Readonly<Record<string, unknown>>;
  readonly second: SecondSession;
  /** Epoch seconds. */
  readonly now: number;
}

type Action = (reported: Reported) => Promise<PlainResponse>;

const ACTIONS: ReadonlyMap<string, Action> = new Map([
  ["/ingest/sessions/start", start],
  ["/ingest/sessions/signal", signal],
  ["/ingest/sessions/end", end],
]);

async function start({ ingest, account, report, second, now }: Reported): Promise<PlainResponse> {
  const { id = randomUUID() } = report;
  const { created_at } = parseNewLiveSession({ created_at: report["created_at"] }, "", now);
  if (Date.parse(created_at) / 1000 > now + MAX_AHEAD_SECONDS) {
    throw new InvalidInput(
      "/created_at",
      `a time at most ${MAX_AHEAD_SECONDS} seconds ahead of this server's`,
      created_at,
    );
  }
  const stored = storedSession({
    id: parseName(id, "/id"),
    entity_id: normalEntityId(parseName(report["entity_id"], "/entity_id")),
    stream_key: parseName(report["stream_key"], "/stream_key"),
    created_at,
    updated_at: created_at,
  });
  const result = await ingest.start(account, { stored, now, source: null, second });
  switch (result?.kind) {
    case undefined:
      return unknown();
    case "new":
      return json(201, result.session);
    case "in-progress":
      return json(200, result.session);
    case "ended":
      return hasEnded();
    case "refused":
      return failure(409, "Another live session of this entity is in progress: end it first.");
  }
}

async function signal({ ingest, account, report, now }: Reported): Promise<PlainResponse> {
  const session = await ingest.signal(account, ...placeOf(report), now);
  if (!session) return unknown();
  return session.duration === undefined ? json(200, session) : hasEnded();
}

async function end({ ingest, account, report, now }: Reported): Promise<PlainResponse> {
  const { duration, updated_at } = parseLiveSessionChange(report, now);
  const session = await ingest.end(account, ...placeOf(report), {
    duration: duration ?? undefined,
    updated_at: report["updated_at"] === undefined ? undefined : updated_at,
    now,
  });
  return session ? json(200, session) : unknown();
}

// RFC 9110 §15.5.10: the request conflicts with the state of the session, and its sender can correct that.
function hasEnded(): PlainResponse {
  return failure(409, "The live session has ended. A signal that flows on is a new one: start it with another id.");
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
