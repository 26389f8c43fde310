import type { LiveSessionsError } from "./errors/live-sessions-error.ts";

/** When a request is sent again: only what a second try may mend (no answer, 408, 429, 5xx). */
export interface RetryOptions {
  /** How many times a request is sent at most, the first included. Default 4. */
  readonly maxAttempts?: number;
  /** The upper bound of the wait before the second attempt; it doubles each time. Default 250 ms. */
  readonly baseDelayMs?: number;
  /** The longest wait of all. A server that asks for a longer one (`Retry-After`) fails at once. Default 30,000 ms. */
  readonly maxDelayMs?: number;
}

/** What an attempt that failed says about a further one. */
export type FailedAttempt = Pick<LiveSessionsError, "attempts"> & {
  readonly status?: number;
  readonly retryAfterMs?: number | undefined;
};

/**
 * How long to wait before the next attempt, or `Infinity` when there shall be none.
 *
 * Full jitter: anything from 0 to the bound, so that clients which failed together do not come back together.
 *
 * @param random a number from 0 to 1.
 */
export function retryDelayMs(failed: FailedAttempt, options: RetryOptions, random: number): number {
  const { maxAttempts = 4, baseDelayMs = 250, maxDelayMs = 30_000 } = options;
  const { attempts, status = 500, retryAfterMs } = failed;
  const mayBeMended = status >= 500 || status === 429 || status === 408;
  if (attempts >= maxAttempts || !mayBeMended || (retryAfterMs ?? 0) > maxDelayMs) return Number.POSITIVE_INFINITY;
  return retryAfterMs ?? random * Math.min(maxDelayMs, baseDelayMs * 2 ** (attempts - 1));
}

/**
 * Reads `Retry-After` (RFC 9110 §10.2.3), seconds or an HTTP date.
 *
 * @returns milliseconds from `nowMs`, 0 for a date that has passed; undefined for a value that is neither.
 */
export function parseRetryAfterMs(value: string | undefined, nowMs: number): number | undefined {
  if (!value) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  // Date.parse alone would take "1.5" and "-1" for dates too.
  const ms = /GMT$/.test(value) ? Date.parse(value) - nowMs : Number.NaN;
  return ms > 0 ? ms : ms <= 0 ? 0 : undefined;
}
