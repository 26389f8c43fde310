import type { ServedLiveSession } from "@live-sessions/contract";
import type { LiveSessionStore, MaybePromise } from "./live-session-store.ts";
import { STORE_CASES } from "./store-cases.ts";

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

/** The two functions that every test runner has: vitest, jest, mocha, node:test. */
export interface TestRunner {
  readonly describe: (title: string, body: () => void) => unknown;
  readonly it: (title: string, body: () => Promise<void>) => unknown;
}

/**
 * Registers what a {@link LiveSessionStore} has to keep, one `it` a sentence, so that a store on any database can be
 * finished against it.
 *
 * @param open makes the store of one case
 */
export function registerStoreTests<Account>(
  open: () => MaybePromise<StoreUnderTest<Account>>,
  { describe, it }: TestRunner,
): void {
  describe("the store", () => {
    for (const [title, run] of Object.entries(STORE_CASES)) {
      it(title, async () => {
        const subject = await open();
        try {
          await run(subject);
        } finally {
          await subject.close?.();
        }
      });
    }
  });
}
