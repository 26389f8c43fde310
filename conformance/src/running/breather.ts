/** Milliseconds of work after which signals and timers get their turn. */
const MAX_WORK_MS = 50;

/** Lets signals and timers have their turn now and then during work that would keep them waiting. */
export class Breather {
  #since: number = performance.now();

  /** To be awaited between two pieces of work. */
  async pause(): Promise<void> {
    if (performance.now() - this.#since < MAX_WORK_MS) return;
    // Two turns: a signal is read in the poll phase, which the first one may have behind it.
    for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    this.#since = performance.now();
  }
}
