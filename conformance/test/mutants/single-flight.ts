import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import type { Reply } from "../corpus/exchange.ts";
import { ListEndpoint, type ListQuery } from "../corpus/list-endpoint.ts";

/** Milliseconds; long enough that requests sent at once are inside at the same time. */
const overlapMs = 8;
/** After them, for a process that did nothing meanwhile: in these turns of its loop it reads what has come. */
const overlapTurns = 20;

/** Waits until requests that were sent at the same time as this one are inside too, on a busy machine as well. */
export async function overlap(): Promise<void> {
  await sleep(overlapMs);
  for (let turn = 0; turn < overlapTurns; turn += 1) await nextTurn();
}

/** Requests of one key at the same time share one answer; a fault where the key says too little. */
export abstract class SingleFlight extends ListEndpoint {
  readonly #pending: Map<string, Promise<Reply>> = new Map();

  abstract keyOf(query: ListQuery): string;

  override list(query: ListQuery): Promise<Reply> {
    const key = this.keyOf(query);
    const shared = this.#pending.get(key);
    if (shared !== undefined) return shared;
    const own = overlap().then(() => {
      this.#pending.delete(key);
      return super.list(query);
    });
    this.#pending.set(key, own);
    return own;
  }
}
