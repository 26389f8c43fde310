import type { Transport, WireRequest, WireResponse, WireResult } from "./wire.ts";

/** How much the target is asked to bear. */
export interface SendingLimits {
  /** Requests a second, over the whole run; undefined: as fast as it answers. */
  readonly requestsPerSecond: number | undefined;
  /** Requests after which nothing more is sent. */
  readonly maxRequests: number;
}

/** What was sent and how often. */
export type ThrottledResult = WireResult & { readonly attempts: number };

/** Waits; rejects when the signal aborts. Injected so that tests need no time. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>;

const MAX_WAIT_MS = 10_000;
const MAX_TOTAL_WAIT_MS = 300_000;
const FIRST_WAIT_MS = 200;
const BUSY_ATTEMPTS = 5;
const MAX_BUSY_IN_A_ROW = 3;

/**
 * Sends within a rate and a budget, and waits where the target asks for it: 429 and a gateway's 502, 503 and 504 are lawful
 * now and then (RFC 6585 §4, RFC 9110 §15.6), so they are sent again after `Retry-After`, at most five times in all. A target that
 * stays busy, or asks for more than ten seconds, is not waited for again and again.
 */
export class ThrottledSender {
  readonly #transport: Transport;
  readonly #limits: SendingLimits;
  readonly #wait: Wait;
  readonly #now: () => number;
  #sent = 0;
  #nextSlot = 0;
  #waitedMs = 0;
  #busyInARow = 0;

  constructor(transport: Transport, limits: SendingLimits, wait: Wait, now: () => number) {
    this.#transport = transport;
    this.#limits = limits;
    this.#wait = wait;
    this.#now = now;
  }

  /** Requests that may be sent in all. */
  get budget(): number {
    return this.#limits.maxRequests;
  }

  /** Requests sent so far, repeated ones included. */
  get sent(): number {
    return this.#sent;
  }

  /**
   * @param isFinal tells which answers are not to be asked for again (a planted fault may be a 503)
   */
  async send(
    request: WireRequest,
    signal: AbortSignal,
    isFinal: (status: number) => boolean = () => false,
  ): Promise<ThrottledResult> {
    for (let attempts = 1; ; attempts += 1) {
      const result = await this.#sendInTurn(request, signal);
      if ("failure" in result) return { ...result, attempts };
      const { status } = result.response;
      if (!isBusy(status) || isFinal(status)) {
        this.#busyInARow = 0;
        return { ...result, attempts };
      }
      const waitMs = waitMsOf(result.response, attempts);
      if (attempts === BUSY_ATTEMPTS || signal.aborted || this.#isOutOfPatience(waitMs)) {
        this.#busyInARow += 1;
        return { failure: { kind: "busy", message: `${status}, ${attempts} times` }, attempts };
      }
      this.#waitedMs += waitMs;
      await this.#wait(waitMs, signal).catch(() => undefined);
    }
  }

  #isOutOfPatience(waitMs: number): boolean {
    const isLong = waitMs > MAX_WAIT_MS || this.#waitedMs + waitMs > MAX_TOTAL_WAIT_MS;
    return isLong || this.#busyInARow >= MAX_BUSY_IN_A_ROW;
  }

  async #sendInTurn(request: WireRequest, signal: AbortSignal): Promise<WireResult> {
    if (signal.aborted) return { failure: { kind: "interrupted", message: "the run was interrupted" } };
    if (this.#sent >= this.#limits.maxRequests) {
      return {
        failure: { kind: "budget", message: `the budget of ${this.#limits.maxRequests} requests is used up` },
      };
    }
    this.#sent += 1;
    const rate = this.#limits.requestsPerSecond;
    if (rate !== undefined) {
      const now = this.#now();
      const slot = Math.max(now, this.#nextSlot);
      this.#nextSlot = slot + 1000 / rate;
      if (slot > now) await this.#wait(slot - now, signal).catch(() => undefined);
    }
    return this.#transport.send(request, signal);
  }
}

/** True for the answers of a server, or of a gateway before it, that has no time now. */
export function isBusy(status: number): boolean {
  return status === 429 || (status >= 502 && status <= 504);
}

/** How long to wait after so many attempts: what `Retry-After` says, or twice as long each time. */
export function waitMsOf(response: WireResponse, attempts: number): number {
  const header = response.headers.find(([name]) => name === "retry-after")?.[1];
  const seconds = header !== undefined && /^\d+$/.test(header) ? Number(header) : undefined;
  const dateMs = header !== undefined && seconds === undefined ? Date.parse(header) - Date.now() : Number.NaN;
  const asked = seconds !== undefined ? seconds * 1000 : dateMs;
  const backOff = FIRST_WAIT_MS * 2 ** (attempts - 1);
  return Number.isFinite(asked) ? Math.max(asked, 0) : backOff;
}
