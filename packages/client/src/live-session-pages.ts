import type { LiveSessionPage } from "@live-sessions/contract";
import { demand } from "./demand.ts";
import { PaginationError } from "./errors/pagination-error.ts";
import type { PageAnswer } from "./hooks.ts";
import type { PageReader } from "./list-live-sessions.ts";
import type { LiveSessionPagesOptions } from "./list-options.ts";
import { nonBlank } from "./page-token.ts";
import type { SerialSource } from "./serial-iterator.ts";

/** A lawful server may send empty pages that lead on; one that sends so many in a row leads nowhere. */
const maxEmptyPages = 100;

/** A walk over pages, and what the page that it gave last was asked with. */
export interface PageWalk extends SerialSource<LiveSessionPage> {
  pageToken(): string | undefined;
}

/**
 * Starts a walk over pages. It is done when nothing follows; a page that failed is read again by the next `advance()`.
 */
export function walkPages(read: PageReader, id: string, options: LiveSessionPagesOptions): PageWalk {
  const { pageSize = 100, maxPages = Infinity, prefetch } = options;
  const controller = new AbortController();
  const signal = options.signal ? AbortSignal.any([controller.signal, options.signal]) : controller.signal;
  const asked = new Set<string | undefined>();
  let current: string | undefined;
  let next = options.pageToken;
  let isLast = false;
  let ahead: Promise<PageAnswer> | undefined;
  let emptyPages = 0;
  let stuck: PaginationError | undefined;

  const readNext = () => read({ id, pageSize, pageToken: next, signal });

  return {
    async advance() {
      demand(maxPages >= 0, "maxPages must be 0 or more");
      signal.throwIfAborted();
      if (isLast || asked.size >= maxPages) return { done: true, value: undefined };
      if (stuck) throw stuck;
      const pending = ahead ?? readNext();
      ahead = undefined;
      const { page, attempt } = await pending;
      current = attempt.pageToken;
      asked.add(current);
      next = nonBlank(page.next_page_token);
      isLast = !next;
      emptyPages = page.data.length ? 0 : emptyPages + 1;
      if (asked.has(next) || emptyPages === maxEmptyPages) {
        // The page itself is good, so it is given first.
        stuck = new PaginationError("page tokens lead nowhere", { ...attempt, pageToken: next });
      } else if (prefetch && !isLast && asked.size < maxPages) {
        ahead = readNext();
        ahead.catch(() => undefined);
        // Or a caller that computes would hold up the request that was just made.
        await new Promise((resolve) => (globalThis.setImmediate ?? setTimeout)(resolve));
      }
      return { done: false, value: page };
    },
    close: () => controller.abort(),
    pageToken: () => current,
  };
}
