import type { LiveSession } from "@live-sessions/contract";
import type { LiveSessionsClientOptions } from "./client-options.ts";
import type { SerialIterator, SerialSource } from "./serial-iterator.ts";
import type { LiveSessionEvent } from "./session-changes.ts";
import { type WatchCheckpoint, watchMemory } from "./watch-memory.ts";
import { listReadings } from "./watch-readings.ts";

/** How a list is watched. */
export interface WatchOptions {
  /** How long to wait between two readings of the list. Default 5,000 ms. */
  readonly intervalMs?: number | undefined;
  /** The largest number of sessions a page, 1 to 100; 100 unless given. */
  readonly pageSize?: number | undefined;
  /**
   * How many pages a reading of the list may take. Default 10,000. A list that goes on behind them is a PaginationError:
   * a watch reads all of it, and holds what it knows of it in memory.
   */
  readonly maxPages?: number | undefined;
  /** Ends the watch: `next()` rejects with its reason. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Goes on after the event that this checkpoint was taken at, in another process too. What is not a checkpoint of a watch of
   * this live entity, as it was taken, is a RangeError and never a watch that begins.
   */
  readonly resumeFrom?: WatchCheckpoint | undefined;
}

/** Gives events as they are found. After a reading that failed, the next `next()` begins another. */
export interface LiveSessionWatch extends SerialIterator<LiveSessionEvent> {
  /** What is known after the event given last; before the first `next()` is what `resumeFrom` was, or undefined. */
  readonly checkpoint: WatchCheckpoint | undefined;
}

/** A watch's source of events, and what it knows after the event given last. */
export interface WatchSource extends SerialSource<LiveSessionEvent> {
  checkpoint(): WatchCheckpoint;
}

/**
 * Starts a watch over the list of a live entity, with the options of a client.
 *
 * @throws {RangeError} for an option out of its bounds and for a `resumeFrom` that is not a checkpoint of this watch.
 */
export function watchList(client: LiveSessionsClientOptions, id: string, options: WatchOptions): WatchSource {
  const memory = watchMemory(id, options.resumeFrom);
  const controller = new AbortController();
  const signal = options.signal ? AbortSignal.any([controller.signal, options.signal]) : controller.signal;
  const nextPage = listReadings(client, id, memory, { ...options, signal });
  let unread: LiveSession[] = [];
  let found: LiveSessionEvent[] = [];

  async function advance(): Promise<IteratorResult<LiveSessionEvent, undefined>> {
    for (;;) {
      signal.throwIfAborted();
      const event = found.shift();
      if (event) {
        memory.give(event);
        return { done: false, value: event };
      }
      const session = unread.shift();
      if (session) found = memory.changesOf(session);
      else unread = await nextPage();
    }
  }

  return { advance, close: () => controller.abort(), checkpoint: memory.checkpoint };
}
