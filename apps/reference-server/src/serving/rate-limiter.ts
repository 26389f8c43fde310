import type { OperationResponse } from "@live-sessions/contract";
import { isApiKey } from "../api-key.ts";
import type { EncodedHandler } from "../encoded-handler.ts";

interface Bucket {
  /** Requests that may still be sent now. */
  tokens: number;
  /** Milliseconds, of the clock below. */
  filledAt: number;
}

// Beyond this many keys the full buckets, which remember nothing, are dropped.
const MANY_BUCKETS = 10_000;
// But not oftener than this, in milliseconds: a bucket is full again after a second at the latest.
const DROP_EVERY_MS = 1_000;

/** Counts the requests of each key: as many a second as the limit says, and as many at once. */
export class RateLimiter {
  readonly #perSecond: number;
  readonly #now: () => number;
  readonly #buckets = new Map<string, Bucket>();
  #droppedAt = Number.NEGATIVE_INFINITY;

  /**
   * @param perSecond requests a second of one key
   * @param now milliseconds of a clock that never goes back; default `performance.now`
   */
  constructor(perSecond: number, now: () => number = () => performance.now()) {
    this.#perSecond = perSecond;
    this.#now = now;
  }

  /** @returns 0 when the request may pass, else the whole seconds after which the next one may */
  secondsToWait(key: string): number {
    const bucket = this.#filled(key);
    if (bucket.tokens < 1) return Math.max(1, Math.ceil((1 - bucket.tokens) / this.#perSecond));
    bucket.tokens -= 1;
    return 0;
  }

  #filled(key: string): Bucket {
    const now = this.#now();
    const bucket = this.#buckets.get(key);
    if (bucket) {
      bucket.tokens = Math.min(this.#perSecond, bucket.tokens + ((now - bucket.filledAt) / 1000) * this.#perSecond);
      bucket.filledAt = now;
      return bucket;
    }
    if (this.#buckets.size >= MANY_BUCKETS && now - this.#droppedAt >= DROP_EVERY_MS) this.#dropFull(now);
    const fresh = { tokens: this.#perSecond, filledAt: now };
    this.#buckets.set(key, fresh);
    return fresh;
  }

  /** How many keys are remembered. */
  get size(): number {
    return this.#buckets.size;
  }

  #dropFull(now: number): void {
    this.#droppedAt = now;
    for (const [key, { filledAt }] of this.#buckets) if (now - filledAt >= 1000) this.#buckets.delete(key);
  }
}

/**
 * Answers 429 instead of a key's requests beyond the limit. Requests without a key pass: 401 costs nothing to answer.
 */
export function withRateLimit(handler: EncodedHandler, limiter: RateLimiter): EncodedHandler {
  return async (request) => {
    const { authorization } = request.headers;
    // What is not a key needs no bucket, and might be as long as a request may be.
    const seconds =
      typeof authorization === "string" && isApiKey(authorization) ? limiter.secondsToWait(authorization) : 0;
    if (seconds === 0) return handler(request);
    const { status, headers, body } = tooManyRequests(seconds);
    return { status, headers, body: request.method === "HEAD" ? "" : JSON.stringify(body) };
  };
}

function tooManyRequests(seconds: number): Extract<OperationResponse<"listLiveSessions">, { status: 429 }> {
  return {
    status: 429,
    headers: { "content-type": "application/json", "cache-control": "no-store", "retry-after": String(seconds) },
    body: { message: "Too many requests with this key: wait and send it again.", error_type: "rate_limit_error" },
  };
}
