import type { LiveSessionPage } from "@live-sessions/contract";
import { follow } from "./cancellation.ts";
import { checkCount, checkLiveEntityId } from "./client-options.ts";
import { PaginationError } from "./errors/pagination-error.ts";
import type { LiveSessionPagesOptions } from "./list-options.ts";
import type { PageAnswer, PageReader } from "./page-reader.ts";
import { serialIterator } from "./serial-iterator.ts";

/** A lawful server may send empty pages that lead on; one that sends so many in a row leads nowhere. */
const maxEmptyPages = 100;

/** Walks the pages of a list. It is done when nothing follows; a page that failed is read again by the next `next()`. */
export interface LiveSessionPageIterator extends AsyncIterableIterator<LiveSessionPage, undefined, undefined> {
  /** What the page given last was asked with; undefined for the first page, and before it. */
  readonly pageToken: string | undefined;
  /** Ends the walk and cancels what is in flight. */
  return(): Promise<IteratorReturnResult<undefined>>;
}

/**
 * Starts a walk over pages.
 *
 * @param leadsOn tells whether what follows a page will be wanted, so that nothing is asked for in vain.
 * @throws RangeError for a page size beyond 1–100 or a `maxPages` below 1, TypeError for an empty id.
 */
export function walkPages(
  read: PageReader,
  id: string,
  options: LiveSessionPagesOptions,
  leadsOn: (page: LiveSessionPage) => boolean = () => true,
): LiveSessionPageIterator {
  const { pageSize = 100, maxPages = Number.POSITIVE_INFINITY, prefetch = false } = options;
  checkLiveEntityId(id);
  checkCount("pageSize", pageSize, 100);
  checkCount("maxPages", options.maxPages);
  const controller = new AbortController();
  const unfollow = follow(options.signal, controller);
  const asked = new Set<string | undefined>();
  let current: string | undefined;
  let next = nonBlank(options.pageToken);
  let ahead: Promise<PageAnswer> | undefined;
  let url = "";
  let emptyPages = 0;

  const readNext = () => read({ id, pageSize, pageToken: next, signal: controller.signal });
  const close = () => {
    unfollow();
    controller.abort();
  };
  const isOver = () => asked.size >= maxPages || (asked.size > 0 && next === undefined);

  async function advance(): Promise<IteratorResult<LiveSessionPage, undefined>> {
    controller.signal.throwIfAborted();
    if (isOver()) {
      unfollow();
      return { done: true, value: undefined };
    }
    if (asked.has(next)) throw stuck("the server gave this page token before");
    if (emptyPages === maxEmptyPages) throw stuck(`${maxEmptyPages} pages in a row were empty`);
    const pending = ahead ?? readNext();
    ahead = undefined;
    const { page, url: askedUrl } = await pending;
    if (page === undefined) throw new TypeError("a page that was not asked for conditionally is always there");
    asked.add(next);
    current = next;
    url = askedUrl;
    next = nonBlank(page.next_page_token);
    emptyPages = page.data.length === 0 ? emptyPages + 1 : 0;
    if (prefetch && !isOver() && !asked.has(next) && leadsOn(page)) {
      ahead = readNext();
      ahead.catch(() => undefined);
      await requestIsOut();
    }
    return { done: false, value: page };
  }

  const stuck = (what: string) => new PaginationError(what, { url, attempts: 1, pageToken: next });
  const iterator = serialIterator<LiveSessionPage>({ advance, close });
  return Object.defineProperty(iterator, "pageToken", { get: () => current }) as LiveSessionPageIterator;
}

/** A token that leads on; `""`, null and none all say that nothing follows, and a blank one would be page one. */
export function nonBlank(token: string | null | undefined): string | undefined {
  return token?.trim() ? token : undefined;
}

/** Lets the event loop turn once, or a caller that computes would hold up the request that was just made. */
function requestIsOut(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === "function") setImmediate(resolve);
    else setTimeout(resolve);
  });
}
