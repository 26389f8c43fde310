import type { LiveSession, LiveSessionPage } from "@live-sessions/contract";
import type { LiveSessionsClientOptions } from "./client-options.ts";
import type {
  Checkpoint,
  ListLiveSessionsOptions,
  LiveSessionPagesOptions,
  LiveSessionsOptions,
} from "./list-options.ts";
import { walkPages } from "./live-session-pages.ts";
import { type SessionWalk, walkSessions } from "./live-sessions.ts";
import { createPageReader } from "./page-reader.ts";
import { type SerialIterator, serialIterator } from "./serial-iterator.ts";
import type { LiveSessionWatch, WatchOptions, WatchSource } from "./watch.ts";

/** Walks the pages of a list. It is done when nothing follows; a page that failed is read again by the next `next()`. */
export type LiveSessionPageIterator = SerialIterator<LiveSessionPage>;

/** Walks the sessions of a list, newest first. A page that failed is read again by the next `next()`. */
export interface LiveSessionIterator extends SerialIterator<LiveSession> {
  /** The place after the session given last; `resumeFrom` takes it, here or in another process. */
  readonly checkpoint: Checkpoint;
}

/** Reads the live sessions of live entities. */
export interface LiveSessionsClient {
  /**
   * Reads one page.
   *
   * @throws {LiveSessionsError} an ApiError, UnexpectedResponseError, ConnectionError or TimeoutError; the signal's reason
   * when it aborts.
   * @throws {RangeError} for an argument out of its bounds, before anything is sent.
   */
  listLiveSessions(id: string, options?: ListLiveSessionsOptions): Promise<LiveSessionPage>;
  /**
   * Walks the list page by page; `next()` rejects as `listLiveSessions` does, and with a PaginationError where the server's
   * tokens lead nowhere.
   */
  liveSessionPages(id: string, options?: LiveSessionPagesOptions): LiveSessionPageIterator;
  /**
   * Walks the list session by session; `next()` rejects as `listLiveSessions` does, and with a PaginationError where the
   * server's tokens lead nowhere. A `resumeFrom` that is not a checkpoint of this live entity is a RangeError of every `next()`
   * and of `checkpoint`, so that none is stored in its place.
   */
  liveSessions(id: string, options?: LiveSessionsOptions): LiveSessionIterator;
  /**
   * Watches the sessions of a live entity: tells of those that begin, change and end from now on, each once.
   *
   * The list is read again and again, all of it, as a session may be changed wherever it stands; where the server sends
   * `ETag`s, a page that is unchanged costs a 304. `next()` throws what walking pages throws, and goes on after it.
   */
  watchLiveSessions(id: string, options?: WatchOptions): LiveSessionWatch;
}

/**
 * Makes a client for one deployment.
 *
 * @throws {RangeError} for a `baseUrl` that is not a plain http(s) URL, and for a limit out of its bounds.
 */
export function createLiveSessionsClient(options: LiveSessionsClientOptions): LiveSessionsClient {
  const read = createPageReader(options);
  return {
    listLiveSessions: async (id, list = {}) => (await read({ ...list, id })).page,
    liveSessionPages: (id, walk = {}) => serialIterator(() => walkPages(read, id, walk)),
    liveSessions(id, walk = {}) {
      let source: SessionWalk | undefined;
      const open = () => {
        source ??= walkSessions(read, id, walk);
        return source;
      };
      return {
        ...serialIterator(open),
        get checkpoint() {
          return open().checkpoint();
        },
      };
    },
    watchLiveSessions(id, watch = {}) {
      let source: WatchSource | undefined;
      const open = async () => {
        // Loaded by who watches: 900 bytes.
        const { watchList } = await import("./watch.ts");
        source = watchList(options, id, watch);
        return source;
      };
      return {
        ...serialIterator(open),
        get checkpoint() {
          return source ? source.checkpoint() : watch.resumeFrom;
        },
      };
    },
  };
}
