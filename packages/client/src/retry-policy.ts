import { demandInteger, demandMs } from "./demand.ts";
import type { AnsweredDetails, ErrorDetails, LiveSessionsError } from "./errors/live-sessions-error.ts";

/**
 * The statuses that a second try may help: RFC 9110's, RFC 6585's 429, and those by which a content delivery network says
 * that it did not get its answer from the server behind it (520 to 524).
 */
const RETRYABLE_STATUSES: readonly number[] = [408, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524];

/** When a request is sent again: only what a second try may help, which is no answer or one of `statuses`. */
export interface RetryOptions {
  /** How many times a request is sent at most, the first included. Default 4. */
  readonly maxAttempts?: number;
  /** The upper bound of the wait before the second attempt; it doubles each time. Default 250 ms. */
  readonly baseDelayMs?: number;
  /** The longest wait of all. A server that asks for a longer one (`Retry-After`) fails at once. Default 30,000 ms. */
  readonly maxDelayMs?: number;
  /** The statuses that are tried again. Default 408, 429, 500, 502, 503, 504 and 520 to 524. */
  readonly statuses?: readonly number[];
}

/** When a client tries again. */
export interface RetryPolicy {
  /** The longest wait of all. */
  readonly maxDelayMs: number;
  /**
   * How long to wait before the next attempt, or `Infinity` when there shall be none.
   *
   * Full jitter: anything from 0 to the bound, so that clients which failed together do not come back together.
   *
   * @param random a number from 0 to 1.
   */
  delayMs(error: LiveSessionsError, random: number): number;
}

/**
 * Fills in the defaults.
 *
 * @throws {RangeError} for what would try never or wait for nothing that can be named.
 */
export function retryPolicy(options: RetryOptions = {}): RetryPolicy {
  const { maxAttempts = 4, baseDelayMs = 250, maxDelayMs = 30_000, statuses = RETRYABLE_STATUSES } = options;
  demandInteger("retry.maxAttempts", maxAttempts, 1);
  demandMs("retry.baseDelayMs", baseDelayMs, 0);
  demandMs("retry.maxDelayMs", maxDelayMs, 0);
  return {
    maxDelayMs,
    delayMs(error, random) {
      const { attempts, status }: ErrorDetails & Partial<AnsweredDetails> = error;
      const isRetryable = attempts < maxAttempts && (status === undefined || statuses.includes(status));
      const jitterMs = random * Math.min(maxDelayMs, baseDelayMs * 2 ** (attempts - 1));
      const { retryAfterMs = jitterMs }: Partial<AnsweredDetails> = error;
      return isRetryable && retryAfterMs <= maxDelayMs ? retryAfterMs : Infinity;
    },
  };
}

/**
 * Reads `Retry-After` (RFC 9110 §10.2.3), seconds or an HTTP date.
 *
 * @returns milliseconds from `nowMs`, 0 for a date that has passed; undefined for a value that is neither.
 */
export function parseRetryAfterMs(value: string, nowMs: number): number | undefined {
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  // By its weekday, as Date.parse alone would take "1.5" and "-1" for dates; the oldest form of all does not say GMT.
  const ms = /^[A-Z]\w+,? /.test(value) ? Date.parse(value.replace(/( GMT)?$/, " GMT")) - nowMs : NaN;
  return ms > 0 ? ms : ms <= 0 ? 0 : undefined;
}
