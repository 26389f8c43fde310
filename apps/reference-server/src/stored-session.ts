import { randomBytes, randomUUID } from "node:crypto";
import type { ServedLiveSession } from "@live-sessions/contract";
import type { LiveSessionChange, NewLiveSession } from "@live-sessions/provisioning";
import { formatEpochSeconds } from "./timestamp.ts";

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
 * The session of `body` ended: its duration is the one given, else the seconds from `created_at` to `updated_at`.
 *
 * @returns undefined when it had ended before: the first end counts
 */
export function endedStoredSession(body: string, change: LiveSessionChange): StoredSession | undefined {
  const { created_at, duration } = parseStoredBody(body);
  if (duration !== undefined) return undefined;
  const seconds = Math.max(0, (Date.parse(change.updated_at) - Date.parse(created_at)) / 1000);
  return changedStoredSession(body, { ...change, duration: change.duration ?? seconds });
}

/**
 * The session of `body` ended at its last signal.
 *
 * @param lastSignalAt epoch seconds
 * @returns undefined when it had ended before
 */
export function silentStoredSession(body: string, lastSignalAt: number): StoredSession | undefined {
  return endedStoredSession(body, { updated_at: formatEpochSeconds(lastSignalAt) });
}

/** Reads a body that this program wrote. */
export function parseStoredBody(body: string): ServedLiveSession {
  return JSON.parse(body) as ServedLiveSession;
}

/** What a session's row holds. */
export function storedSession(value: ServedLiveSession): StoredSession {
  const { id, entity_id, stream_key, duration, created_at, updated_at } = value;
  // Built anew, so that every body has its members in the document's order and no others.
  const ended = duration === undefined ? {} : { duration };
  const session = { id, entity_id, stream_key, ...ended, created_at, updated_at };
  return { session, createdAt: Date.parse(created_at) / 1000, body: JSON.stringify(session) };
}
