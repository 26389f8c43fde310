import { randomBytes, randomUUID } from "node:crypto";
import type { ServedLiveSession } from "@live-sessions/contract";
import type { LiveSessionChange, NewLiveSession } from "@live-sessions/provisioning";
import { formatInstant } from "@live-sessions/server";
import type { EndReport } from "./end-report.ts";

/** A session as its row holds it: the sort key in columns, the body as the list sends it. */
export interface StoredSession {
  readonly session: ServedLiveSession;
  /** Epoch seconds. */
  readonly createdAt: number;
  /** JSON text; written by JavaScript, as SQLite would print a duration otherwise. */
  readonly body: string;
}

/** Gives a new session what its maker left open: an id, and a stream key if it has none. */
export function newStoredSession(entityId: string, session: NewLiveSession): StoredSession {
  const { stream_key = `live_${randomBytes(9).toString("base64url")}` } = session;
  return storedSession({ ...session, id: randomUUID(), entity_id: entityId, stream_key });
}

/** The session of `body` after a change. Its place in the order stays: `created_at` never changes. */
export function changedStoredSession(body: string, change: LiveSessionChange): StoredSession {
  const { duration: before, ...session } = parseStoredBody(body);
  const duration = change.duration === undefined ? before : (change.duration ?? undefined);
  // The protocol's default is the clock, which may stand before the created_at of a made-up session.
  const isBeforeItBegan = change.updated_at < session.created_at;
  const updated_at = isBeforeItBegan ? session.created_at : change.updated_at;
  return storedSession({ ...session, updated_at, ...(duration === undefined ? {} : { duration }) });
}

/**
 * The session of `body` ended. Its duration is the one that was reported; else the seconds between two times of the reporter's
 * own clock, if it told both; else the seconds in which it was heard. The difference of two clocks is not a duration.
 *
 * @param beganAt epoch seconds: when its start was heard; undefined: it was not heard, so that `created_at` has to do
 * @returns undefined when it had ended before: the first end counts
 */
export function endedStoredSession(
  body: string,
  { duration, updated_at, now }: EndReport,
  beganAt: number | undefined,
): StoredSession | undefined {
  const before = parseStoredBody(body);
  if (before.duration !== undefined) return undefined;
  const createdAt = Date.parse(before.created_at) / 1000;
  const isOfOneClock = updated_at !== undefined && createdAt !== beganAt;
  const [from, to] = isOfOneClock ? [createdAt, Date.parse(updated_at) / 1000] : [beganAt ?? createdAt, now];
  const change = { updated_at: updated_at ?? formatInstant(now), duration: duration ?? Math.max(0, to - from) };
  return changedStoredSession(body, change);
}

/**
 * The session of `body` ended at its last signal.
 *
 * @param beganAt epoch seconds: when its start was heard
 * @param lastSignalAt epoch seconds
 * @returns undefined when it had ended before
 */
export function silentStoredSession(body: string, beganAt: number, lastSignalAt: number): StoredSession | undefined {
  return endedStoredSession(body, { duration: undefined, updated_at: undefined, now: lastSignalAt }, beganAt);
}

/** Reads a body that this program wrote. */
export function parseStoredBody(body: string): ServedLiveSession {
  return JSON.parse(body) as ServedLiveSession;
}

/** Where a body belongs by what it says itself; undefined for what is not a body of ours. */
export function storedPlaceOf(
  body: string,
): { readonly entityId: string; readonly id: string; readonly createdAt: number } | undefined {
  try {
    const { entity_id: entityId, id, created_at } = parseStoredBody(body);
    return { entityId, id, createdAt: Date.parse(created_at) / 1000 };
  } catch {
    return undefined;
  }
}

/** What a session's row holds. */
export function storedSession(value: ServedLiveSession): StoredSession {
  const { id, entity_id, stream_key, duration, created_at, updated_at } = value;
  // Built from its members, so that every body has its members in the document's order and no others.
  const ended = duration === undefined ? {} : { duration };
  const session = { id, entity_id, stream_key, ...ended, created_at, updated_at };
  return { session, createdAt: Date.parse(created_at) / 1000, body: JSON.stringify(session) };
}
