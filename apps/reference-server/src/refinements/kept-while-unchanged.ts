import type { DatabaseState } from "../session-database.ts";

/** Keeps what was read from a database, by keys, until something in the database changes; without its state, nothing. */
export class KeptWhileUnchanged<Value> {
  readonly #state: DatabaseState | undefined;
  readonly #maxValues: number;
  readonly #values = new Map<string, Value>();
  #keptAt = 0;

  /** @param maxValues how many values at the most; the one that was kept first gives way */
  constructor(state: DatabaseState | undefined, maxValues: number) {
    this.#state = state;
    this.#maxValues = maxValues;
  }

  /** @returns what was kept at the state `at` */
  get(key: string, at: number): Value | undefined {
    return at === this.#keptAt ? this.#values.get(key) : undefined;
  }

  /** Keeps a value that was read after the state was `at`, unless that has changed meanwhile. */
  keep(key: string, value: Value, at: number): void {
    if (this.#state?.look() !== at) return;
    if (at !== this.#keptAt) this.#values.clear();
    this.#keptAt = at;
    if (this.#values.size >= this.#maxValues) {
      const [first] = this.#values.keys();
      if (first !== undefined) this.#values.delete(first);
    }
    this.#values.set(key, value);
  }
}
