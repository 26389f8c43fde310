import { formatInstant } from "@live-sessions/server";
import { parseInstant } from "./instant.ts";
import { InvalidInput } from "./invalid-input.ts";
import { type JsonObject, parseDuration, parseName, parseObject } from "./parse-value.ts";

/** A live session as the deployment under test lists it. */
export interface LiveSession {
  readonly id: string;
  readonly entity_id: string;
  readonly stream_key: string;
  /** Seconds; absent while the session is in progress. */
  readonly duration?: number;
  /** RFC 3339, UTC, whole seconds. */
  readonly created_at: string;
  /** RFC 3339, UTC, whole seconds; never before `created_at`. */
  readonly updated_at: string;
}

/** A session to be made, with the protocol's defaults filled in and its times in UTC. */
export interface NewLiveSession {
  readonly created_at: string;
  readonly updated_at: string;
  /** Seconds; absent: the session is in progress. */
  readonly duration?: number;
  /** Absent: the deployment makes one. */
  readonly stream_key?: string;
}

/** What a PATCH changes. */
export interface LiveSessionChange {
  /** Seconds; null: the session is in progress again; absent: as it was. */
  readonly duration?: number | null;
  /** Where it lies before the session's `created_at`, `created_at` is meant: the protocol's default is the clock. */
  readonly updated_at: string;
}

/**
 * @param now epoch seconds, the default of `created_at`
 * @throws {InvalidInput} naming the member that is wrong
 */
export function parseNewLiveSession(value: unknown, pointer: string, now: number): NewLiveSession {
  const session = parseObject(value, pointer);
  const duration = parseDuration(session["duration"], `${pointer}/duration`);
  const createdAt = instantOr(now, session, "created_at", pointer);
  const updatedAt = instantOr(createdAt + Math.floor(duration ?? 0), session, "updated_at", pointer);
  if (updatedAt < createdAt) throw new InvalidInput(`${pointer}/updated_at`, "a time not before created_at");
  return {
    created_at: formatInstant(createdAt),
    updated_at: formatInstant(updatedAt),
    ...(duration === undefined ? {} : { duration }),
    ...streamKeyOf(session, pointer),
  };
}

/**
 * @param now epoch seconds, the default of `updated_at`
 * @throws {InvalidInput} naming the member that is wrong
 */
export function parseLiveSessionChange(value: unknown, now: number): LiveSessionChange {
  const change = parseObject(value, "");
  const updated_at = formatInstant(instantOr(now, change, "updated_at", ""));
  if (change["duration"] === undefined) return { updated_at };
  return { updated_at, duration: parseDuration(change["duration"], "/duration") ?? null };
}

function instantOr(fallback: number, object: JsonObject, member: string, pointer: string): number {
  const value = object[member];
  return value === undefined ? fallback : parseInstant(value, `${pointer}/${member}`);
}

function streamKeyOf(session: JsonObject, pointer: string): { stream_key?: string } {
  const value = session["stream_key"];
  return value === undefined ? {} : { stream_key: parseName(value, `${pointer}/stream_key`) };
}
