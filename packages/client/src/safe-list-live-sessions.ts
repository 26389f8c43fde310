import type { LiveSessionPage } from "@live-sessions/contract";
import type { LiveSessionsClient } from "./client.ts";
import type { ApiError } from "./errors/api-error.ts";
import type { ConnectionError } from "./errors/connection-error.ts";
import { LiveSessionsError } from "./errors/live-sessions-error.ts";
import type { TimeoutError } from "./errors/timeout-error.ts";
import type { UnexpectedResponseError } from "./errors/unexpected-response-error.ts";
import type { ListLiveSessionsOptions } from "./list-options.ts";

/** Everything that asking for one page can come to, apart from a page. */
export type ListLiveSessionsError = ApiError | UnexpectedResponseError | ConnectionError | TimeoutError;

/** A page, or the error in its place. */
export type ListLiveSessionsResult =
  | { readonly ok: true; readonly page: LiveSessionPage }
  | { readonly ok: false; readonly error: ListLiveSessionsError };

/**
 * Reads one page as {@link LiveSessionsClient.listLiveSessions} does, and gives its errors as values.
 *
 * An abort and arguments beyond their bounds still throw. A function of its own, so that who does not call it does not
 * ship it.
 */
export async function safeListLiveSessions(
  client: Pick<LiveSessionsClient, "listLiveSessions">,
  id: string,
  options?: ListLiveSessionsOptions,
): Promise<ListLiveSessionsResult> {
  try {
    return { ok: true, page: await client.listLiveSessions(id, options) };
  } catch (error) {
    if (error instanceof LiveSessionsError) return { ok: false, error: error as ListLiveSessionsError };
    throw error;
  }
}
