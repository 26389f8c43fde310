import type { Clock } from "../../src/index.ts";

/**
 * A clock on which nothing waits: when the event loop has nothing left to do, the next timer is due and time jumps there.
 */
export class FakeClock implements Clock {
  readonly #timers = new Set<{ readonly dueMs: number; readonly fire: () => void }>();
  readonly #random: number;
  #nowMs = Date.UTC(2026, 0, 1);
  #isWatching = false;
  #added = 0;
  /** Every wait that was not called off, in milliseconds. */
  readonly waits: number[] = [];

  /** @param random what `random()` gives. */
  constructor(random: number = 1) {
    this.#random = random;
  }

  now(): number {
    return this.#nowMs;
  }

  random(): number {
    return this.#random;
  }

  /** How many timers still wait. */
  get pending(): number {
    return this.#timers.size;
  }

  timer(ms: number, fire: () => void): () => void {
    const timer = {
      dueMs: this.#nowMs + ms,
      fire: () => {
        this.#nowMs = Math.max(this.#nowMs, timer.dueMs);
        this.waits.push(ms);
        fire();
      },
    };
    this.#timers.add(timer);
    this.#added += 1;
    this.#watch();
    return () => this.#timers.delete(timer);
  }

  #watch(): void {
    if (this.#isWatching) return;
    this.#isWatching = true;
    const added = this.#added;
    // A few turns, as a stream or a prefetch takes more than one; from the beginning, where something has begun meanwhile.
    void turns(5).then(() => {
      this.#isWatching = false;
      if (this.#added > added) return this.#watch();
      const [next] = [...this.#timers].sort((a, b) => a.dueMs - b.dueMs);
      if (next) {
        this.#timers.delete(next);
        next.fire();
        this.#watch();
      }
    });
  }
}

/** Is fulfilled after so many turns of the event loop. */
export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
}
