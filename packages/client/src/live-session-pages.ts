import type { LiveSessionPage } from "@live-sessions/contract";
import { PaginationError } from "./errors/pagination-error.ts";
import type { PageAnswer } from "./hooks.ts";
import type { LiveSessionPagesOptions, LiveSessionsOptions } from "./list-options.ts";
import type { PageReader } from "./page-reader.ts";
import { type SerialIterator, serialIterator } from "./serial-iterator.ts";

/** A lawful server may send empty pages that lead on; one that sends so many in a row leads nowhere. */
const maxEmptyPages = 100;

/** Walks the pages of a list. It is done when nothing follows; a page that failed is read again by the next `next()`. */
export interface LiveSessionPageIterator extends SerialIterator<LiveSessionPage> {
  /** What the page given last was asked with; undefined for the first page, and before it. */
  readonly pageToken: string | undefined;
}

/** Starts a walk over pages. A `limit` only keeps what follows it from being prefetched. */
export function walkPages(
  read: PageReader,
  id: string,
  options: LiveSessionPagesOptions & Pick<LiveSessionsOptions, "limit">,
): LiveSessionPageIterator {
  const { pageSize = 100, maxPages = Number.POSITIVE_INFINITY, prefetch, limit = Number.POSITIVE_INFINITY } = options;
  const controller = new AbortController();
  const signal = options.signal ? AbortSignal.any([controller.signal, options.signal]) : controller.signal;
  const asked = new Set<string | undefined>();
  let pageToken: string | undefined;
  let next = nonBlank(options.pageToken);
  let isLast = false;
  let ahead: Promise<PageAnswer> | undefined;
  let emptyPages = 0;
  let sessions = 0;
  let stuck: PaginationError | undefined;

  const readNext = () => read({ id, pageSize, pageToken: next, signal });

  async function advance(): Promise<IteratorResult<LiveSessionPage, undefined>> {
    signal.throwIfAborted();
    if (isLast || asked.size >= maxPages) return { done: true, value: undefined };
    if (stuck) throw stuck;
    const pending = ahead ?? readNext();
    ahead = undefined;
    const { page, attempt } = await pending;
    asked.add(next);
    pageToken = next;
    next = nonBlank(page.next_page_token);
    isLast = next === undefined;
    sessions += page.data.length;
    emptyPages = page.data.length ? 0 : emptyPages + 1;
    if (asked.has(next) || emptyPages === maxEmptyPages) {
      // The page itself is good, so it is given first.
      stuck = new PaginationError("the page tokens lead nowhere", { ...attempt, pageToken: next });
    } else if (prefetch && !isLast && asked.size < maxPages && sessions < limit) {
      ahead = readNext();
      ahead.catch(() => undefined);
      // Or a caller that computes would hold up the request that was just made.
      await new Promise((resolve) => (globalThis.setImmediate ?? setTimeout)(resolve));
    }
    return { done: false, value: page };
  }

  return {
    ...serialIterator<LiveSessionPage>({ advance, close: () => controller.abort() }),
    get pageToken() {
      return pageToken;
    },
  };
}

/** A token that leads on; `""`, null and none all say that nothing follows, and a blank one would be page one. */
export function nonBlank(token: string | null | undefined): string | undefined {
  return token?.trim() ? token : undefined;
}
