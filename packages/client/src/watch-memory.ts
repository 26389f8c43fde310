import type { LiveSession } from "@live-sessions/contract";
import { type CheckpointSeal, demandCheckpoint, sealOf } from "./checkpoint.ts";
import { eventsOf, type KnownSession, knownSession, type LiveSessionEvent } from "./session-changes.ts";

/**
 * What a watch knows after an event: plain data without a credential, as large as the list is long. Its members are for
 * nobody to change.
 */
export interface WatchCheckpoint extends CheckpointSeal<"live-sessions-watch/1"> {
  /** The list was read to its end once, so that a session which is not here is new. */
  readonly isComplete: boolean;
  /** Until then: `created_at` of the oldest session here. What is not here and began after it is new. */
  readonly oldest?: string | undefined;
  /** What is known of each session, by its id. */
  readonly sessions: Readonly<Record<string, KnownSession>>;
}

const FORMAT = "live-sessions-watch/1";

/** What a watch knows of its list. */
export interface WatchMemory {
  startReading(): void;
  finishReading(): void;
  /** What happened to a session since it was seen last. */
  changesOf(session: LiveSession): LiveSessionEvent[];
  /** Takes note that an event is given. */
  give(event: LiveSessionEvent): void;
  checkpoint(): WatchCheckpoint;
}

/**
 * Begins with nothing, or with what a checkpoint holds.
 *
 * @throws {RangeError} when `resumeFrom` is there and no checkpoint of a watch of this live entity.
 */
export function watchMemory(entityId: string, resumeFrom: WatchCheckpoint | undefined): WatchMemory {
  if (resumeFrom !== undefined) demandCheckpoint(resumeFrom, FORMAT, entityId, contentOf);
  const known = new Map(Object.entries(resumeFrom?.sessions ?? {}));
  let isComplete = resumeFrom?.isComplete ?? false;
  let oldest = resumeFrom?.oldest ?? undefined;
  let isNewAfterMs = NaN;

  return {
    startReading() {
      isNewAfterMs = Date.parse(oldest ?? "");
    },
    finishReading() {
      isComplete = true;
      oldest = undefined;
    },
    changesOf(session) {
      // The first reading only learns what there is; where it failed, one that follows knows what was there by its age.
      const before = known.get(session.id);
      if (before || isComplete || Date.parse(session.created_at) > isNewAfterMs) return eventsOf(session, before);
      known.set(session.id, knownSession(session));
      oldest = session.created_at;
      return [];
    },
    give({ type, session }) {
      // Known only now that it is given: a checkpoint before it would find it again, one after it would not.
      known.set(session.id, { ...knownSession(session), ...(type === "new" ? { duration: null } : {}) });
    },
    checkpoint() {
      const content = { isComplete, oldest, sessions: Object.fromEntries(known) };
      return { ...sealOf(FORMAT, entityId, contentOf(content)), ...content };
    },
  };
}

/** What a checkpoint's checksum is over; storage may give an object's members in another order. */
function contentOf({ isComplete, oldest, sessions }: Readonly<Record<string, unknown>>): readonly unknown[] {
  const known = Object.entries(Object(sessions)).map(([id, session]) => {
    const { updatedAt, duration } = Object(session);
    return [id, updatedAt, duration];
  });
  return [isComplete, oldest, known.sort(([a], [b]) => (a < b ? -1 : 1))];
}
