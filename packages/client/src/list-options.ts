import type { CheckpointSeal } from "./checkpoint.ts";

/** How one page is asked for. */
export interface ListLiveSessionsOptions {
  /** The largest number of sessions that the page may hold, 1 to 100; the server's default unless given. */
  readonly pageSize?: number | undefined;
  /** Where the page begins: the `next_page_token` of another. A blank one is the first page and is not sent. */
  readonly pageToken?: string | undefined;
  /** Ends the call, which then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** How a list is walked. */
export interface LiveSessionPagesOptions extends ListLiveSessionsOptions {
  /** The largest number of sessions a page, 1 to 100; 100 unless given. */
  readonly pageSize?: number | undefined;
  /** Ends the walk after so many pages. No limit unless given. */
  readonly maxPages?: number | undefined;
  /** Asks for the next page while the present one is worked on. Off unless given. */
  readonly prefetch?: boolean | undefined;
}

/** How the sessions of a list are walked. */
export interface LiveSessionsOptions extends LiveSessionPagesOptions {
  /** Ends the walk after so many sessions, however many pages they are on. No limit unless given. */
  readonly limit?: number | undefined;
  /**
   * Gives only sessions whose `created_at` is this or later, and ends at the first older one: the list is newest first, so
   * no page is read for those beyond. A Date, or a time of RFC 3339 with its offset. A session that began before and went
   * on after it is not given.
   */
  readonly since?: Date | string | undefined;
  /**
   * Gives only sessions whose `created_at` is before this; pages of later ones are read, and passed over. A Date, or a time
   * of RFC 3339 with its offset. `since` one `until` and the next take every session once.
   */
  readonly until?: Date | string | undefined;
  /**
   * Goes on after the session that this checkpoint was taken at, in another process too; `pageToken` is then of no account.
   * What is not a checkpoint of this live entity, as it was taken, is a RangeError and never a walk from the beginning.
   */
  readonly resumeFrom?: Checkpoint | undefined;
}

/**
 * A place in a walk of one live entity: plain data, so it can be stored as JSON and resumed from elsewhere. It holds no
 * credential. Its members are for nobody to change.
 */
export interface Checkpoint extends CheckpointSeal<"live-sessions-walk/1"> {
  /** What the page that the walk stands in was asked with; absent on the first page. */
  readonly pageToken?: string | undefined;
  /** `created_at` of the first session of the walk. */
  readonly newest?: string | undefined;
  /** The ids of sessions that were given out and that the page may show again. */
  readonly seen: readonly string[];
}
