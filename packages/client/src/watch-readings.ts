import type { LiveSession } from "@live-sessions/contract";
import type { LiveSessionsClientOptions } from "./client-options.ts";
import { systemClock } from "./clock.ts";
import { conditionalFetch } from "./conditional-fetch.ts";
import { demandInteger, demandMs } from "./demand.ts";
import { PaginationError } from "./errors/pagination-error.ts";
import { firstOf } from "./first-of.ts";
import { type PageWalk, walkPages } from "./live-session-pages.ts";
import { createPageReader } from "./page-reader.ts";
import { nonBlank } from "./page-token.ts";
import type { WatchMemory } from "./watch-memory.ts";

/** How readings follow one another. */
export interface ReadingsOptions {
  readonly intervalMs?: number | undefined;
  readonly pageSize?: number | undefined;
  readonly maxPages?: number | undefined;
  readonly signal: AbortSignal;
}

/**
 * Makes what reads a list again and again, page by page, with a wait between two readings; of what has not changed, a 304.
 *
 * @returns a function that gives the sessions of the next page, and none where a reading ends. After an error another
 * reading begins. It throws what reading a page does, and a PaginationError where the list goes on behind `maxPages`.
 * @throws {RangeError} for an interval or a number of pages out of bounds.
 */
export function listReadings(
  client: LiveSessionsClientOptions,
  id: string,
  memory: WatchMemory,
  { intervalMs = 5_000, maxPages = 10_000, pageSize, signal }: ReadingsOptions,
): () => Promise<LiveSession[]> {
  demandMs("intervalMs", intervalMs, 0);
  demandInteger("maxPages", maxPages, 1);
  const { clock = systemClock } = client;
  const { fetch, startRound } = conditionalFetch(client.fetch ?? globalThis.fetch);
  const read = createPageReader({ ...client, fetch });
  let reading: PageWalk | undefined;
  let isFirst = true;
  let follows: string | undefined;

  async function start(): Promise<PageWalk> {
    if (!isFirst) await firstOf<void>(signal, (resolve) => clock.timer(intervalMs, resolve));
    isFirst = false;
    memory.startReading();
    startRound();
    return walkPages(read, id, { pageSize, maxPages, signal });
  }

  return async () => {
    reading ??= await start();
    const { advance, attempt } = reading;
    const { value } = await advance().catch((error: unknown) => {
      reading = undefined;
      throw error;
    });
    if (value) {
      follows = nonBlank(value.next_page_token);
      return [...value.data];
    }
    reading = undefined;
    const last = attempt();
    if (follows && last) throw new PaginationError(`more than ${maxPages} pages`, { ...last, pageToken: follows });
    memory.finishReading();
    return [];
  };
}
