import type { LiveSession } from "@live-sessions/contract";
import { checkCount } from "./client-options.ts";
import type { Checkpoint, LiveSessionsOptions } from "./list-options.ts";
import { walkPages } from "./live-session-pages.ts";
import type { PageReader } from "./page-reader.ts";
import { serialIterator } from "./serial-iterator.ts";

/** Walks the sessions of a list, newest first. A page that failed is read again by the next `next()`. */
export interface LiveSessionIterator extends AsyncIterableIterator<LiveSession, undefined, undefined> {
  /** The place after the session given last; `resumeFrom` takes it, here or in another process. */
  readonly checkpoint: Checkpoint;
  /** Ends the walk and cancels what is in flight. */
  return(): Promise<IteratorReturnResult<undefined>>;
}

/**
 * Starts a walk over sessions.
 *
 * @throws what {@link walkPages} throws, RangeError for a `limit` below 1, TypeError for a checkpoint of another entity.
 */
export function walkSessions(read: PageReader, id: string, options: LiveSessionsOptions): LiveSessionIterator {
  const { resumeFrom, limit = Number.POSITIVE_INFINITY } = options;
  checkCount("limit", options.limit);
  if (resumeFrom && resumeFrom.liveEntityId !== id) throw new TypeError("resumeFrom belongs to another live entity.");
  const isFromHead = resumeFrom !== undefined && resumeFrom.pageToken === undefined;
  const toSkip = new Set(resumeFrom?.seen);
  let pageToken = resumeFrom ? resumeFrom.pageToken : options.pageToken;
  let newest = resumeFrom?.newest;
  let left = limit;
  let page: readonly LiveSession[] = [];
  let index = 0;
  let seen: string[] = [];

  const pages = walkPages(
    read,
    id,
    { pageSize: Math.min(limit, 100), ...options, pageToken },
    ({ data }) => data.length < left,
  );

  /** The first page is read again on resuming: what stands before its first session now began after the walk did. */
  const isLater = ({ created_at }: LiveSession) =>
    isFromHead && newest !== undefined && Date.parse(created_at) > Date.parse(newest);

  function takeNow(): LiveSession | undefined {
    for (let session = page[index]; left > 0 && session; session = page[index]) {
      index++;
      const isKnown = toSkip.delete(session.id);
      if (!isKnown && isLater(session)) continue;
      seen.push(session.id);
      if (isKnown) continue;
      newest ??= session.created_at;
      left--;
      return session;
    }
    return undefined;
  }

  async function advance(): Promise<IteratorResult<LiveSession, undefined>> {
    for (;;) {
      options.signal?.throwIfAborted();
      const value = takeNow();
      if (value) return { done: false, value };
      if (left === 0) return pages.return();
      const next = await pages.next();
      if (next.done) return next;
      page = next.value.data;
      pageToken = pages.pageToken;
      index = 0;
      seen = [];
    }
  }

  const checkpoint = (): Checkpoint => ({
    liveEntityId: id,
    ...(pageToken === undefined ? {} : { pageToken }),
    ...(newest !== undefined && (pageToken === undefined || isFromHead) ? { newest } : {}),
    seen: [...toSkip, ...seen],
  });
  const iterator = serialIterator<LiveSession>({
    advance,
    takeNow: () => (options.signal?.aborted ? undefined : takeNow()),
    close: () => void pages.return(),
  });
  return Object.defineProperty(iterator, "checkpoint", { get: checkpoint }) as LiveSessionIterator;
}
