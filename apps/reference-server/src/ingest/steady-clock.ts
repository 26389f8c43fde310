// A clock that is kept in step drifts by less between two looks at it.
const MAX_DRIFT_MS = 2_000;
// A leap that stays for so long was a correction.
const TRUSTED_AFTER_MS = 60_000;

/** Where time comes from, in milliseconds. */
export interface TimeSources {
  /** The clock on the wall, which somebody may set. */
  readonly wall: () => number;
  /** One that only goes on, from whatever beginning. */
  readonly monotonic: () => number;
}

/**
 * The time of day, by a clock that does not follow a leap before it has lasted a minute: a wrong clock for a moment must not
 * bill an hour. While it waits, it goes on by the clock that only goes on.
 */
export class SteadyClock {
  readonly #sources: TimeSources;
  /** The wall's time at the monotonic clock's beginning. */
  #base: number;
  #leap: { readonly base: number; readonly since: number } | undefined;

  constructor(sources: TimeSources = { wall: () => Date.now(), monotonic: () => performance.now() }) {
    this.#sources = sources;
    this.#base = sources.wall() - sources.monotonic();
  }

  /** Epoch milliseconds. */
  now(): number {
    const monotonic = this.#sources.monotonic();
    const base = this.#sources.wall() - monotonic;
    if (isNear(base, this.#base)) this.#follow(base);
    else if (!this.#leap || !isNear(base, this.#leap.base)) this.#leap = { base, since: monotonic };
    else if (monotonic - this.#leap.since >= TRUSTED_AFTER_MS) this.#follow(base);
    return monotonic + this.#base;
  }

  #follow(base: number): void {
    this.#base = base;
    this.#leap = undefined;
  }
}

function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= MAX_DRIFT_MS;
}
