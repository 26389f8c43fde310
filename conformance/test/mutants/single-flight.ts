import { setTimeout as sleep } from "node:timers/promises";
import type { Reply } from "../corpus/exchange.ts";
import { ListEndpoint, type ListQuery } from "../corpus/list-endpoint.ts";

// Milliseconds; long enough that requests sent at once are inside at the same time.
export const overlapMs = 8;

/** Requests of one key at the same time share one answer; a fault where the key says too little. */
export abstract class SingleFlight extends ListEndpoint {
  readonly #pending: Map<string, Promise<Reply>> = new Map();

  abstract keyOf(query: ListQuery): string;

  override list(query: ListQuery): Promise<Reply> {
    const key = this.keyOf(query);
    const shared = this.#pending.get(key);
    if (shared !== undefined) return shared;
    const own = sleep(overlapMs).then(() => {
      this.#pending.delete(key);
      return super.list(query);
    });
    this.#pending.set(key, own);
    return own;
  }
}
