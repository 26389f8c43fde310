import type { AskedList } from "../profile/asked-list.ts";
import type { Purpose } from "../recording/exchange.ts";
import type { WireRequest, WireResult } from "../transport/wire.ts";

/** An exchange as it happened, secrets included: it stays in memory, and only its redacted form goes anywhere. */
export interface RawExchange {
  readonly purpose: Purpose;
  readonly request: WireRequest;
  readonly result: WireResult;
  readonly attempts: number;
  readonly steered?: string;
  readonly list?: AskedList;
}

/** The exchanges of one experiment in the order in which they began. */
export class ExchangeLog {
  readonly #entries: (RawExchange | undefined)[] = [];

  /** Keeps a place, so that requests sent side by side stand in the order in which they were sent. */
  reserve(): (exchange: RawExchange) => void {
    const place = this.#entries.push(undefined) - 1;
    return (exchange) => {
      this.#entries[place] = exchange;
    };
  }

  entries(): RawExchange[] {
    return this.#entries.filter((entry) => entry !== undefined);
  }
}
