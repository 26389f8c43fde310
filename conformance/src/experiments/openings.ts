import { MAX_PAGE_SIZE } from "../contract/generated/page-size.ts";
import type { RawExchange } from "../recording/exchange-log.ts";
import type { WireRequest } from "../transport/wire.ts";
import { type QueryParameter, SIZE } from "./list-request.ts";

/** How a collection that a provisioner made is asked for before anything else: as the experiment that needs that page would ask first. */
export interface OpeningAsk {
  readonly query?: readonly QueryParameter[];
  readonly key?: string;
}

const atSize = (size: number): OpeningAsk => ({ query: [[SIZE, String(size)]] });

/**
 * By collection; the others at the default size. `populated` is asked for in every run, at each instance. No walk goes on from such
 * a page: where a token lives too short, each walk would break off that began so long before, and not the replay alone.
 */
export const openingAsks: ReadonlyMap<string, OpeningAsk> = new Map([
  ["sibling", atSize(4)],
  ["foreign", { ...atSize(4), key: "stranger" }],
  ["single", atSize(1)],
  ["hundred", atSize(MAX_PAGE_SIZE)],
  ["large", atSize(MAX_PAGE_SIZE)],
  // Not at the default size: what is asked for there for the first time after a change tells a lagging copy from a cache.
  ["inserting", atSize(1)],
  ["faulty", atSize(5)],
  ["guarded", atSize(4)],
]);

/**
 * Not asked for: its first read comes after its sessions. Of a list that was read before it got them, what it then lacks would be
 * stale and not lost, and a walk could not say which.
 */
export const UNREAD_COLLECTION = "stamped";

/** What was asked of each collection before the experiments began: an experiment that would ask the same first takes the answer. */
export class Openings {
  #waiting: RawExchange[] = [];

  keep(exchange: RawExchange): void {
    this.#waiting.push(exchange);
  }

  /** The answer to this very request, once: what is asked again is asked for its own sake. */
  take(request: WireRequest): RawExchange | undefined {
    const taken = this.#waiting.find((opening) => isSameRequest(opening.request, request));
    this.#waiting = this.#waiting.filter((opening) => opening !== taken);
    return taken;
  }

  /** Those that no experiment has taken. */
  get rest(): readonly RawExchange[] {
    return this.#waiting;
  }
}

function isSameRequest(one: WireRequest, other: WireRequest): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
