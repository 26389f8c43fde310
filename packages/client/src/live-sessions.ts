import type { LiveSession } from "@live-sessions/contract";
import { demand } from "./demand.ts";
import type { PageReader } from "./list-live-sessions.ts";
import type { Checkpoint, LiveSessionsOptions } from "./list-options.ts";
import { walkPages } from "./live-session-pages.ts";
import type { SerialSource } from "./serial-iterator.ts";

/** A walk over sessions, newest first, and the place after the session that it gave last. */
export interface SessionWalk extends SerialSource<LiveSession> {
  checkpoint(): Checkpoint;
}

/** Starts a walk over sessions; a page that failed is read again by the next `advance()`. */
export function walkSessions(read: PageReader, id: string, options: LiveSessionsOptions): SessionWalk {
  const { resumeFrom, limit = Infinity, pageSize = Math.min(limit, 100), signal } = options;
  let pageToken = (resumeFrom ?? options).pageToken;
  let newest = resumeFrom?.newest;
  const isHeadReadAgain = resumeFrom && !pageToken;
  const known = new Set(resumeFrom?.seen);
  let seen: string[] = [];
  let left = limit;
  let sessions: readonly LiveSession[] = [];
  let index = 0;
  const pages = walkPages(read, id, { ...options, pageSize, pageToken });

  /** What stands before the walk's first session when the first page is read again began after the walk did. */
  const isLater = ({ created_at }: LiveSession) => isHeadReadAgain && Date.parse(created_at) > Date.parse(newest ?? "");

  return {
    async advance() {
      demand(limit >= 0, "limit must be 0 or more");
      while (left > 0) {
        signal?.throwIfAborted();
        const session = sessions[index++];
        if (!session) {
          const next = await pages.advance();
          if (next.done) return next;
          pageToken = pages.pageToken();
          sessions = next.value.data;
          index = 0;
          seen = [];
        } else if (!isLater(session)) {
          seen.push(session.id);
          if (known.delete(session.id)) continue;
          newest ??= session.created_at;
          left--;
          return { done: false, value: session };
        }
      }
      pages.close();
      return { done: true, value: undefined };
    },
    close: pages.close,
    checkpoint: () => ({ pageToken, newest, seen: [...known, ...seen] }),
  };
}
