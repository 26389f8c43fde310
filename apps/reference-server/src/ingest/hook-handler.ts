import { randomUUID } from "node:crypto";
import type { ErrorBody } from "@live-sessions/contract";
import { type PlainRequest, type PlainResponse, readBody } from "@live-sessions/provisioning";
import { formatInstant } from "@live-sessions/server";
import { normalEntityId } from "../imported-session.ts";
import type { SecondSession, SessionDatabase } from "../session-database.ts";
import { storedSession } from "../stored-session.ts";
import { type HookEvent, MEDIA_SERVERS, type MediaServer } from "./media-servers.ts";

const MAX_BODY_BYTES = 64 * 1024;
// The key stands in the path, for those that cannot set a header.
const PATH = /^\/ingest\/([a-z-]+)(?:\/([^/?]+))?(?:\?.*)?$/;

/** What hooks are answered with. */
export interface HookOptions {
  readonly database: Pick<SessionDatabase, "authenticate" | "ingest">;
  readonly second: SecondSession;
  /** Epoch seconds. */
  readonly now: number;
}

/** A hook's path taken apart; undefined for every other path. */
export function hookOf(target: string): { readonly server: MediaServer; readonly key: string | undefined } | undefined {
  const [, name = "", key] = PATH.exec(target) ?? [];
  const server = MEDIA_SERVERS.get(name);
  return server && { server, key };
}

/** Answers a hook as the media server that sent it expects. */
export async function answerHook(
  { server, key: inPath }: NonNullable<ReturnType<typeof hookOf>>,
  { headers, body }: PlainRequest,
  options: HookOptions,
): Promise<PlainResponse> {
  const key = inPath ?? (typeof headers["authorization"] === "string" ? headers["authorization"] : "");
  const account = await options.database.authenticate(key, "ingest");
  if (account === undefined) return failure(401, "The API key is missing or not valid.");
  const bytes = await readBody(body, MAX_BODY_BYTES);
  const text = typeof bytes === "string" ? bytes : new TextDecoder().decode(bytes);
  if (server.isSigned && !server.isSigned(headers, text, key))
    return failure(401, "The signature is missing or wrong.");
  const event = server.parse(text);
  const refusal = await act(account, event, options);
  if (refusal === undefined) return server.yes(event);
  const [status, message] = refusal;
  return server.no?.(event, message) ?? failure(status, message);
}

type Refusal = readonly [status: number, message: string];

async function act(account: string, event: HookEvent, options: HookOptions): Promise<Refusal | undefined> {
  if (event.kind === "other") return undefined;
  const { ingest } = options.database;
  const entityId = await ingest.entityOf(account, namesOf(event.stream));
  if (entityId === undefined) return [404, "No live entity has this stream, and none has its name as id."];
  if (event.kind === "start") return start(account, entityId, event, options);
  const id = await ingest.inProgress(account, entityId, event.source);
  const { now } = options;
  if (event.kind === "end") {
    // One that ended before, by a reconnect or for want of a signal, needs no end.
    if (id !== undefined) await ingest.end(account, entityId, id, { duration: undefined, updated_at: undefined, now });
    return undefined;
  }
  if (id === undefined) return [409, "The live session has ended: publish again."];
  await ingest.signal(account, entityId, id, now);
  return undefined;
}

async function start(
  account: string,
  entityId: string,
  { stream, source }: HookEvent,
  { database, second, now }: HookOptions,
): Promise<Refusal | undefined> {
  const at = formatInstant(now);
  const stream_key = stream.slice(stream.lastIndexOf("/") + 1);
  const session = { id: randomUUID(), entity_id: entityId, stream_key, created_at: at, updated_at: at };
  const result = await database.ingest.start(account, { stored: storedSession(session), now, source, second });
  if (result === undefined) return [404, "There is no such live entity."];
  return result.kind === "refused" ? [409, "Another live session of this entity is in progress."] : undefined;
}

// With the application before it and without.
function namesOf(stream: string): readonly string[] {
  const last = stream.slice(stream.lastIndexOf("/") + 1);
  return [...new Set([stream, last, normalEntityId(last)])];
}

function failure(status: number, message: string): PlainResponse {
  const body: ErrorBody = { message, error_type: "invalid_request_error" };
  return {
    status,
    headers: { "content-type": "application/json", "cache-control": "no-store" },
    body: JSON.stringify(body),
  };
}
