import type { LiveSessionPage } from "@live-sessions/contract";
import type { LiveSessionsClient } from "./client.ts";
import { PaginationError } from "./errors/pagination-error.ts";
import { nonBlank } from "./page-token.ts";

/** Where a page of an infinite query begins. */
export interface LiveSessionsPageParam {
  readonly pageToken?: string | undefined;
  /** The server gave this token before: its page is a PaginationError instead of the same sessions again. */
  readonly isRepeated?: boolean;
}

/** What TanStack Query 5 takes for an infinite query of live sessions. */
export interface LiveSessionsQueryOptions {
  readonly queryKey: readonly ["live-sessions", string, { readonly pageSize?: number | undefined }];
  readonly initialPageParam: LiveSessionsPageParam;
  /** Reads one page; it is cancelled with the query. */
  queryFn(context: { readonly pageParam: unknown; readonly signal: AbortSignal }): Promise<LiveSessionPage>;
  /** Where the next page begins; undefined where nothing follows. */
  getNextPageParam(
    page: LiveSessionPage,
    pages: readonly LiveSessionPage[],
    param: unknown,
    params: readonly unknown[],
  ): LiveSessionsPageParam | undefined;
  /** The client tries again by itself. */
  readonly retry: false;
}

/**
 * Options for `useInfiniteQuery` and its kin of TanStack Query 5, whatever the framework.
 *
 * @param options `pageSize`, 1 to 100; the server's default unless given.
 */
export function liveSessionsQuery(
  client: Pick<LiveSessionsClient, "listLiveSessions">,
  id: string,
  options: { readonly pageSize?: number | undefined } = {},
): LiveSessionsQueryOptions {
  const { pageSize } = options;
  return {
    queryKey: ["live-sessions", id, { pageSize }],
    initialPageParam: {},
    async queryFn({ pageParam, signal }) {
      const { pageToken, isRepeated }: LiveSessionsPageParam = Object(pageParam);
      if (isRepeated) throw new PaginationError("page tokens lead nowhere", { url: id, attempts: 0, pageToken });
      return client.listLiveSessions(id, { pageSize, pageToken, signal });
    },
    getNextPageParam(page, _pages, _param, params) {
      const pageToken = nonBlank(page.next_page_token);
      const isRepeated = params.some((param) => Object(param).pageToken === pageToken);
      return pageToken === undefined ? undefined : { pageToken, isRepeated };
    },
    retry: false,
  };
}
