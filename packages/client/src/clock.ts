/** Time and chance, as the client uses them; replaced in tests so that nothing waits. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls `fire` once after so many milliseconds, never before it has returned; gives what calls that off. */
  timer(ms: number, fire: () => void): () => void;
  /** A number from 0 (included) to 1 (excluded). */
  random(): number;
}

/** As much as a timer takes: beyond it (24 days) it would go off at once. */
const maxTimerMs = 2 ** 31 - 1;

/** The machine's clock and `Math.random`. */
export const systemClock: Clock = {
  now: Date.now,
  random: Math.random,
  timer: (ms, fire) => {
    const timer = setTimeout(fire, Math.min(ms, maxTimerMs));
    return () => clearTimeout(timer);
  },
};
