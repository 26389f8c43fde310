import type { LiveSession } from "@live-sessions/contract";
import type { LiveSessionsClientOptions } from "./client-options.ts";
import { systemClock } from "./clock.ts";
import { conditionalFetch } from "./conditional-fetch.ts";
import { demand } from "./demand.ts";
import { firstOf } from "./first-of.ts";
import { createPageReader } from "./list-live-sessions.ts";
import { type PageWalk, walkPages } from "./live-session-pages.ts";
import { type SerialIterator, serialIterator } from "./serial-iterator.ts";
import { eventsOf, type KnownSession, knownSession, type LiveSessionEvent } from "./session-changes.ts";

/** How a list is watched. */
export interface WatchOptions {
  /** How long to wait between two readings of the list. Default 5,000 ms. */
  readonly intervalMs?: number | undefined;
  /** The largest number of sessions a page, 1 to 100; 100 unless given. */
  readonly pageSize?: number | undefined;
  /** Ends the watch: `next()` rejects with its reason. */
  readonly signal?: AbortSignal | undefined;
  /** Goes on after the event that this checkpoint was taken at, in another process too. */
  readonly resumeFrom?: WatchCheckpoint | undefined;
}

/** What a watch knows after an event: plain data without a credential, as large as the list is long. */
export interface WatchCheckpoint {
  /** The list was read to its end once, so that a session which is not here is new. */
  readonly isComplete: boolean;
  /** Until then: `created_at` of the oldest session here. What is not here and began after it is new. */
  readonly oldest?: string | undefined;
  readonly sessions: Readonly<Record<string, KnownSession>>;
}

/** Gives events as they are found. After a reading that failed, the next `next()` begins another. */
export interface LiveSessionWatch extends SerialIterator<LiveSessionEvent> {
  /** What is known after the event given last. */
  readonly checkpoint: WatchCheckpoint;
}

/** Starts a watch over the list of a live entity, with the options of a client. */
export function watchList(client: LiveSessionsClientOptions, id: string, options: WatchOptions): LiveSessionWatch {
  const { intervalMs = 5_000, pageSize, resumeFrom } = options;
  const controller = new AbortController();
  const signal = options.signal ? AbortSignal.any([controller.signal, options.signal]) : controller.signal;
  const pages = conditionalFetch(client.fetch ?? globalThis.fetch);
  const read = createPageReader({ ...client, fetch: pages.fetch });
  const known = new Map(Object.entries(resumeFrom?.sessions ?? {}));
  let { isComplete, oldest } = resumeFrom ?? { isComplete: false };
  let isNewAfter: number;
  let reading: PageWalk | undefined;
  let isFirst = true;
  let unread: LiveSession[] = [];
  let found: LiveSessionEvent[] = [];

  async function startReading(): Promise<PageWalk> {
    if (!isFirst) await firstOf(signal, (ending) => [(client.clock ?? systemClock).after(intervalMs, ending)]);
    isFirst = false;
    isNewAfter = Date.parse(oldest ?? "");
    pages.startRound();
    return walkPages(read, id, { pageSize, signal });
  }

  async function readPage(): Promise<void> {
    reading ??= await startReading();
    const { done, value } = await reading.advance().catch((error: unknown) => {
      reading = undefined;
      throw error;
    });
    if (!done) {
      unread = [...value.data];
      return;
    }
    reading = undefined;
    isComplete = true;
    oldest = undefined;
  }

  /** The first reading only learns what there is; where it failed, one that follows knows what was there by its age. */
  function changesOf(session: LiveSession): LiveSessionEvent[] {
    const before = known.get(session.id);
    if (before || isComplete || Date.parse(session.created_at) > isNewAfter) return eventsOf(session, before);
    known.set(session.id, knownSession(session));
    oldest = session.created_at;
    return [];
  }

  async function advance(): Promise<IteratorResult<LiveSessionEvent, undefined>> {
    demand(intervalMs >= 0, "intervalMs must be 0 or more");
    for (;;) {
      signal.throwIfAborted();
      const event = found.shift();
      if (event) {
        // Known only now that it is given: a checkpoint before it would find it again, one after it would not.
        known.set(event.session.id, {
          ...knownSession(event.session),
          ...(event.type === "new" ? { duration: null } : {}),
        });
        return { done: false, value: event };
      }
      const session = unread.shift();
      if (session) found = changesOf(session);
      else await readPage();
    }
  }

  return {
    ...serialIterator<LiveSessionEvent>({ advance, close: () => controller.abort() }),
    get checkpoint() {
      return { isComplete, oldest, sessions: Object.fromEntries(known) };
    },
  };
}
