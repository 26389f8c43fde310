import type { LiveSession } from "@live-sessions/contract";
import type { Checkpoint, LiveSessionsOptions } from "./list-options.ts";
import { walkPages } from "./live-session-pages.ts";
import type { PageReader } from "./page-reader.ts";
import { type SerialIterator, serialIterator } from "./serial-iterator.ts";

/** Walks the sessions of a list, newest first. A page that failed is read again by the next `next()`. */
export interface LiveSessionIterator extends SerialIterator<LiveSession> {
  /** The place after the session given last; `resumeFrom` takes it, here or in another process. */
  readonly checkpoint: Checkpoint;
}

/** Starts a walk over sessions. */
export function walkSessions(read: PageReader, id: string, options: LiveSessionsOptions): LiveSessionIterator {
  const { resumeFrom, limit = Number.POSITIVE_INFINITY } = options;
  let pageToken = (resumeFrom ?? options).pageToken;
  let newest = resumeFrom?.newest;
  const isHeadReadAgain = resumeFrom && !pageToken;
  const known = new Set(resumeFrom?.seen);
  let seen: string[] = [];
  let left = limit;
  let page: readonly LiveSession[] = [];
  let index = 0;
  const walk = { pageSize: Math.min(limit, 100), ...options, pageToken };
  const pages = walkPages(read, id, walk);

  /** What stands before the walk's first session when the first page is read again began after the walk did. */
  const isLater = ({ created_at }: LiveSession) => isHeadReadAgain && Date.parse(created_at) > Date.parse(newest ?? "");

  async function advance(): Promise<IteratorResult<LiveSession, undefined>> {
    while (left > 0) {
      options.signal?.throwIfAborted();
      const session = page[index++];
      if (!session) {
        const next = await pages.next();
        if (next.done) return next;
        page = next.value.data;
        index = 0;
        seen = [];
        pageToken = pages.pageToken;
      } else if (!isLater(session)) {
        seen.push(session.id);
        if (known.delete(session.id)) continue;
        newest ??= session.created_at;
        left--;
        return { done: false, value: session };
      }
    }
    return pages.return();
  }

  return {
    ...serialIterator<LiveSession>({ advance, close: () => void pages.return() }),
    get checkpoint() {
      return { pageToken, newest, seen: [...known, ...seen] };
    },
  };
}
