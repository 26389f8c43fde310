import { type LiveSession, MAX_PAGE_SIZE } from "@live-sessions/contract";
import { demandInteger } from "./demand.ts";
import type { Checkpoint, LiveSessionsOptions } from "./list-options.ts";
import { walkPages } from "./live-session-pages.ts";
import type { PageReader } from "./page-reader.ts";
import { END, type SerialSource } from "./serial-iterator.ts";
import type { TimeWindow } from "./time-window.ts";
import { walkPlace } from "./walk-place.ts";

/** A walk over sessions, newest first, and the place after the session that it gave last. */
export interface SessionWalk extends SerialSource<LiveSession> {
  checkpoint(): Checkpoint;
}

/**
 * Starts a walk over sessions; a page that failed is read again by the next `advance()`.
 *
 * @throws {RangeError} for an option out of its bounds and for a `resumeFrom` that is not a checkpoint of this live entity.
 */
export function walkSessions(read: PageReader, id: string, options: LiveSessionsOptions): SessionWalk {
  const { resumeFrom, limit = Infinity, pageSize = Math.min(limit, MAX_PAGE_SIZE), signal, since, until } = options;
  demandInteger("limit", limit, 0);
  const place = walkPlace(id, resumeFrom, options.pageToken);
  const pages = walkPages(read, id, { ...options, pageSize, pageToken: place.checkpoint().pageToken });
  let left = limit;
  let sessions: readonly LiveSession[] = [];
  let index = 0;
  let sideOf: TimeWindow | undefined;

  async function advance(): Promise<IteratorResult<LiveSession, undefined>> {
    // Loaded by who asks for it: 140 bytes.
    if (since ?? until) sideOf ??= (await import("./time-window.ts")).timeWindow(since, until);
    while (left > 0) {
      signal?.throwIfAborted();
      const session = sessions[index];
      if (session) {
        const side = sideOf?.(session.created_at) ?? 0;
        index++;
        // The list is newest first, so what follows is older still.
        if (side < 0) left = 0;
        if (side || place.hasPassed(session)) continue;
        left--;
        return { done: false, value: session };
      }
      const next = await pages.advance();
      if (next.done) return next;
      sessions = next.value.data;
      index = 0;
      place.turnTo(pages.attempt()?.pageToken);
    }
    pages.close();
    return END;
  }

  return { advance, close: pages.close, checkpoint: place.checkpoint };
}
