import type { ServedLiveSession } from "@live-sessions/contract";
import type { LiveSessionStore, MaybePromise } from "./live-session-store.ts";

/** A store with empty tables, and how the cases write to it. Each case opens one of its own. */
export interface StoreUnderTest<Account> {
  readonly store: LiveSessionStore<Account>;
  /** Two accounts that are there. */
  readonly owner: Account;
  readonly stranger: Account;
  /** Makes an entity without sessions. @returns its id; a UUID in lower case if ids are UUIDs */
  addEntity(account: Account): MaybePromise<string>;
  /** Adds a session, or replaces the one of that id; done and visible when it resolves. */
  putSession(session: ServedLiveSession): MaybePromise<unknown>;
  /** Removes a session; done and visible when it resolves. */
  deleteSession(entityId: string, sessionId: string): MaybePromise<unknown>;
  /** Called when the case is over, passed or failed. */
  close?(): MaybePromise<unknown>;
}
