import type { ServedLiveSession } from "@live-sessions/contract";
import type { KeysetPosition } from "./keyset-position.ts";

/** A value now or later: a store on an embedded database need not wait. */
export type MaybePromise<T> = T | Promise<T>;

/** What a store knows of a live entity that the account may list. */
export interface EntityState {
  /**
   * Text that is another one after every change of the entity's sessions and never comes back; it becomes the
   * `ETag`. A counter that restarts (with the process, or from a backup) is not such a text; a random text written
   * with each change is. Leave it out where there is none: then there is neither `ETag` nor 304.
   */
  readonly version?: string;
}

/** Sessions as a database joins them in its own query, which spares it and the handler a row and a value for each. */
export interface JoinedSessions {
  /** The JSON texts, each on one line, with `",\n"` between them. */
  readonly text: string;
  readonly count: number;
}

/** One range of an entity's sessions, and the entity's version at that very moment. */
export interface SessionRange extends EntityState {
  /** Newest first; each as an object, or as its JSON text where that is what the database holds; or all as one text. */
  readonly sessions: readonly (ServedLiveSession | string)[] | JoinedSessions;
}

/** Which range is wanted. */
export interface RangeRequest {
  /** A UUID is in lower case here, however the request spelled it. */
  readonly entityId: string;
  /** Only sessions strictly after this position; undefined: from the newest on. */
  readonly after: KeysetPosition | undefined;
  /** At most this many sessions; all of them if there are fewer. 2 to 101. */
  readonly limit: number;
}

/**
 * Where the sessions are. Both functions answer undefined for an entity that is unknown or another account's.
 * A function that throws becomes a bare 500.
 *
 * @typeParam Account whatever `authenticate` returns
 */
export interface LiveSessionStore<Account> {
  /** Used where no sessions are needed: for HEAD, and to answer `If-None-Match` without reading a page. */
  findEntity(account: Account, entityId: string): MaybePromise<EntityState | undefined>;
  /**
   * Reads sessions ordered by `created_at` descending, then `id` descending. The version that it returns must be
   * read in the same snapshot as the sessions, or an `ETag` could stand for two bodies.
   */
  pageAfter(account: Account, range: RangeRequest): MaybePromise<SessionRange | undefined>;
}
