import type { LiveSession } from "@live-sessions/contract";
import { demandCheckpoint, sealOf } from "./checkpoint.ts";
import type { Checkpoint } from "./list-options.ts";

const FORMAT = "live-sessions-walk/1";

/** Where a walk over sessions stands. */
export interface WalkPlace {
  /** Goes on to the page that this token gave. */
  turnTo(pageToken: string | undefined): void;
  /** Whether a session that the page shows was given before the walk was resumed, or began since; else it is given now. */
  hasPassed(session: LiveSession): boolean;
  checkpoint(): Checkpoint;
}

/**
 * Starts at `pageToken`, or where `resumeFrom` was taken: the page that the walk stood in is read again. What it shows
 * again is told by the ids that were given, and what came onto it since by its age.
 *
 * @throws {RangeError} when `resumeFrom` is there and no checkpoint of a walk of this live entity.
 */
export function walkPlace(entityId: string, resumeFrom: Checkpoint | undefined, firstToken?: string): WalkPlace {
  if (resumeFrom !== undefined) demandCheckpoint(resumeFrom, FORMAT, entityId, contentOf);
  let { pageToken, newest }: Partial<Checkpoint> = resumeFrom ?? { pageToken: firstToken };
  const isHeadReadAgain = resumeFrom && !pageToken;
  const known = new Set(resumeFrom?.seen);
  let seen: string[] = [];

  return {
    turnTo(token) {
      pageToken = token;
      seen = [];
    },
    hasPassed({ id, created_at }) {
      // What stands before the walk's first session when the first page is read again began after the walk did.
      if (isHeadReadAgain && Date.parse(created_at) > Date.parse(newest ?? "")) return true;
      seen.push(id);
      if (known.delete(id)) return true;
      newest ??= created_at;
      return false;
    },
    checkpoint() {
      const content = { pageToken, newest, seen: [...known, ...seen] };
      return { ...sealOf(FORMAT, entityId, contentOf(content)), ...content };
    },
  };
}

/** What a checkpoint's checksum is over. */
function contentOf({ pageToken, newest, seen }: Readonly<Record<string, unknown>>): readonly unknown[] {
  return [pageToken, newest, seen];
}
