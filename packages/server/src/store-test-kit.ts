import type { MaybePromise } from "./live-session-store.ts";
import { STORE_CASES } from "./store-cases.ts";
import type { StoreUnderTest } from "./store-under-test.ts";

export type { StoreUnderTest } from "./store-under-test.ts";

/** The two functions that every test runner has: vitest, jest, mocha, node:test. */
export interface TestRunner {
  readonly describe: (title: string, body: () => void) => unknown;
  readonly it: (title: string, body: () => Promise<void>) => unknown;
}

/**
 * Registers what a `LiveSessionStore` has to keep, one `it` a sentence, so that a store on any database can be
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
