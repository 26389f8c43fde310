/** Time and chance, as the client uses them; replaced in tests so that nothing waits. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Is fulfilled after so many milliseconds, unless the signal aborts before. */
  after(ms: number, signal: AbortSignal): Promise<void>;
  /** A number from 0 (included) to 1 (excluded). */
  random(): number;
}

/** As much as a timer takes: beyond it (24 days) it would go off at once. */
const maxTimerMs = 2 ** 31 - 1;

/** The machine's clock and `Math.random`. */
export const systemClock: Clock = {
  now: Date.now,
  random: Math.random,
  after: (ms, signal) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.min(ms, maxTimerMs));
      signal.addEventListener("abort", () => clearTimeout(timer));
    }),
};
