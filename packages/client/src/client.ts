import type { LiveSessionPage } from "@live-sessions/contract";
import type { LiveSessionsClientOptions } from "./client-options.ts";
import type { ApiError } from "./errors/api-error.ts";
import type { ConnectionError } from "./errors/connection-error.ts";
import { LiveSessionsError } from "./errors/live-sessions-error.ts";
import type { TimeoutError } from "./errors/timeout-error.ts";
import type { UnexpectedResponseError } from "./errors/unexpected-response-error.ts";
import type { ListLiveSessionsOptions, LiveSessionPagesOptions, LiveSessionsOptions } from "./list-options.ts";
import { type LiveSessionPageIterator, nonBlank, walkPages } from "./live-session-pages.ts";
import { type LiveSessionIterator, walkSessions } from "./live-sessions.ts";
import { createPageReader } from "./page-reader.ts";

/** Everything that asking for one page can come to, beside a page. */
export type ListLiveSessionsError = ApiError | UnexpectedResponseError | ConnectionError | TimeoutError;

/** A page, or the error in its place. */
export type ListLiveSessionsResult =
  | { readonly ok: true; readonly page: LiveSessionPage }
  | { readonly ok: false; readonly error: ListLiveSessionsError };

/** Reads the live sessions of live entities. */
export interface LiveSessionsClient {
  /**
   * Reads one page.
   *
   * @throws ApiError, UnexpectedResponseError, ConnectionError or TimeoutError; the signal's reason when it aborts;
   * RangeError for a page size beyond 1–100 and for an empty id, before anything is sent.
   */
  listLiveSessions(id: string, options?: ListLiveSessionsOptions): Promise<LiveSessionPage>;
  /** Reads one page and gives those errors as values. An abort and wrong arguments still throw. */
  safeListLiveSessions(id: string, options?: ListLiveSessionsOptions): Promise<ListLiveSessionsResult>;
  /** Walks the list page by page; also throws PaginationError where the server's tokens lead nowhere. */
  liveSessionPages(id: string, options?: LiveSessionPagesOptions): LiveSessionPageIterator;
  /** Walks the list session by session; also throws PaginationError where the server's tokens lead nowhere. */
  liveSessions(id: string, options?: LiveSessionsOptions): LiveSessionIterator;
}

/**
 * Makes a client for one deployment.
 *
 * @throws RangeError for a `baseUrl` that is no plain http(s) URL.
 */
export function createLiveSessionsClient(options: LiveSessionsClientOptions): LiveSessionsClient {
  const read = createPageReader(options);

  const listLiveSessions: LiveSessionsClient["listLiveSessions"] = async (id, list = {}) =>
    (await read({ ...list, id, pageToken: nonBlank(list.pageToken) })).page;

  return {
    listLiveSessions,
    safeListLiveSessions: (id, list) =>
      listLiveSessions(id, list).then(
        (page) => ({ ok: true, page }),
        (error) => {
          if (error instanceof LiveSessionsError) return { ok: false, error: error as ListLiveSessionsError };
          throw error;
        },
      ),
    liveSessionPages: (id, walk = {}) => walkPages(read, id, walk),
    liveSessions: (id, walk = {}) => walkSessions(read, id, walk),
  };
}
