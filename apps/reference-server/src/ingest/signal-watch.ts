import { setImmediate as nextTurn } from "node:timers/promises";
import type { Ingest } from "../session-database.ts";

const MOST_SECONDS_BETWEEN_LOOKS = 5;
const LOOKS_A_TIMEOUT = 4;
// So many in one go, between which requests are answered.
const BATCH = 100;

/** What the watch asks and tells of. */
export interface SignalWatchOptions {
  readonly ingest: Pick<Ingest, "endSilent">;
  /** Seconds without a signal after which a session has ended. */
  readonly timeoutSeconds: number;
  /** Told how many sessions a look ended, if any. */
  readonly onEnded: (sessions: number) => void;
  /** Told of a look that failed; the next one comes all the same. */
  readonly onError: (error: unknown) => void;
  /** Epoch milliseconds, by the clock that signals are noted by. */
  readonly now: () => number;
}

/**
 * Ends sessions that were left open: those of which no signal was heard for the timeout.
 *
 * Silence counts only while it could have been broken. After a start, and after a time in which this process or its database
 * did nothing (stopped, suspended, unreachable, or with a clock that was set), a whole timeout passes before a session is ended.
 */
export class SignalWatch {
  readonly #options: SignalWatchOptions;
  readonly #now: () => number;
  readonly #timeoutMs: number;
  #hearingSince = 0;
  #lookedAt = 0;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;

  constructor(options: SignalWatchOptions) {
    this.#options = options;
    this.#now = options.now;
    this.#timeoutMs = options.timeoutSeconds * 1000;
  }

  /** Looks every few seconds from now on. */
  start(): void {
    const seconds = Math.min(MOST_SECONDS_BETWEEN_LOOKS, this.#options.timeoutSeconds / LOOKS_A_TIMEOUT);
    void this.look();
    this.#timer = setInterval(() => this.look(), seconds * 1000);
  }

  /** Looks no more. Resolves when a look that is under way is done. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
  }

  /** Ends what has been silent for too long; with a look under way, waits for that one instead. */
  look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #look(): Promise<void> {
    const now = this.#now();
    if (Math.abs(now - this.#lookedAt) > this.#timeoutMs / 2) this.#hearingSince = now;
    const isSilenceKnown = now - this.#hearingSince >= this.#timeoutMs;
    try {
      // The database is asked in any case: while it does not answer, no signal is heard.
      await this.#endSilent(isSilenceKnown ? Math.floor((now - this.#timeoutMs) / 1000) : 0, Math.floor(now / 1000));
      this.#lookedAt = now;
    } catch (error) {
      this.#options.onError(error);
    }
  }

  async #endSilent(before: number, now: number): Promise<void> {
    let total = 0;
    for (let ended = BATCH; ended > 0; total += ended) {
      ended = await this.#options.ingest.endSilent(before, BATCH, now);
      await nextTurn();
    }
    if (total > 0) this.#options.onEnded(total);
  }
}
