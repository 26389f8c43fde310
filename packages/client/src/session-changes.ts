import type { LiveSession } from "@live-sessions/contract";

/** What happened to a session. A session that had already ended when it was first seen is `new` and then `ended`. */
export interface LiveSessionEvent {
  readonly type: "new" | "changed" | "ended";
  /** The session as it is now. */
  readonly session: LiveSession;
}

/** What a watch knows of a session: enough to tell a change, and no credential. */
export interface KnownSession {
  readonly updatedAt: string;
  /** Seconds; null while it is in progress. */
  readonly duration: number | null;
}

/** What to keep of a session in order to tell its next change. */
export function knownSession({ updated_at, duration }: LiveSession): KnownSession {
  return { updatedAt: updated_at, duration: duration ?? null };
}

/** The events that lead from what was known of a session to what it is, in order; none where it is the same. */
export function eventsOf(session: LiveSession, before: KnownSession | undefined): LiveSessionEvent[] {
  const { updatedAt, duration } = knownSession(session);
  const hasEnded = duration !== null && (before?.duration ?? null) === null;
  if (before === undefined)
    return hasEnded ? [event("new", session), event("ended", session)] : [event("new", session)];
  if (hasEnded) return [event("ended", session)];
  return updatedAt === before.updatedAt && duration === before.duration ? [] : [event("changed", session)];
}

function event(type: LiveSessionEvent["type"], session: LiveSession): LiveSessionEvent {
  return { type, session };
}
