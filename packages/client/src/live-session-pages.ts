import { type LiveSessionPage, MAX_PAGE_SIZE } from "@live-sessions/contract";
import { demandInteger } from "./demand.ts";
import { PaginationError } from "./errors/pagination-error.ts";
import type { Attempt, PageAnswer } from "./hooks.ts";
import type { LiveSessionPagesOptions } from "./list-options.ts";
import type { PageReader } from "./page-reader.ts";
import { nonBlank } from "./page-token.ts";
import { END, type SerialSource } from "./serial-iterator.ts";

/** A lawful server may send empty pages that lead on; one that sends so many in a row leads nowhere. */
const MAX_EMPTY_PAGES = 100;

/** A walk over pages, and how the page that it gave last was asked for. */
export interface PageWalk extends SerialSource<LiveSessionPage> {
  attempt(): Attempt | undefined;
}

/**
 * Starts a walk over pages. It is done when nothing follows; a page that failed is read again by the next `advance()`.
 *
 * @throws {RangeError} for a `maxPages` out of bounds.
 */
export function walkPages(read: PageReader, id: string, options: LiveSessionPagesOptions): PageWalk {
  const { pageSize = MAX_PAGE_SIZE, maxPages = Infinity, prefetch } = options;
  demandInteger("maxPages", maxPages, 0);
  const controller = new AbortController();
  const signal = options.signal ? AbortSignal.any([controller.signal, options.signal]) : controller.signal;
  const findDeadEnd = deadEndFinder();
  let next = options.pageToken;
  let pages = 0;
  let current: Attempt | undefined;
  let deadEnd: string | undefined;
  let ahead: Promise<PageAnswer> | undefined;
  const readNext = () => read({ id, pageSize, pageToken: next, signal });

  async function advance(): Promise<IteratorResult<LiveSessionPage, undefined>> {
    signal.throwIfAborted();
    if ((pages && !next) || pages >= maxPages) return END;
    if (deadEnd && current) throw new PaginationError(deadEnd, { ...current, pageToken: next });
    const pending = ahead ?? readNext();
    ahead = undefined;
    const { page, attempt } = await pending;
    pages++;
    current = attempt;
    next = nonBlank(page.next_page_token);
    // The page itself is good, so it is given first.
    deadEnd = findDeadEnd(attempt.pageToken, page);
    if (prefetch && next && !deadEnd && pages < maxPages) {
      ahead = readNext();
      ahead.catch(() => undefined);
      // Or a caller that computes would hold up the request that was just made.
      await new Promise((resolve) => (globalThis.setImmediate ?? setTimeout)(resolve));
    }
    return { done: false, value: page };
  }

  return { advance, close: () => controller.abort(), attempt: () => current };
}

/** Makes what says of each page of a walk why it leads nowhere, where it does. */
function deadEndFinder(): (pageToken: string | undefined, page: LiveSessionPage) => string | undefined {
  const asked = new Set<string | null | undefined>();
  let emptyPages = 0;
  return (pageToken, { data, next_page_token }) => {
    asked.add(pageToken);
    emptyPages = data.length ? 0 : emptyPages + 1;
    if (asked.has(next_page_token)) return "a page token came twice";
    return emptyPages === MAX_EMPTY_PAGES ? `${MAX_EMPTY_PAGES} empty pages in a row` : undefined;
  };
}
