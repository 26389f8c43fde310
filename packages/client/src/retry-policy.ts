/** When a request is sent again: only what a second try may mend (no answer, 408, 429, 5xx). */
export interface RetryOptions {
  /** How many times a request is sent at most, the first included. Default 4. */
  readonly maxAttempts?: number;
  /** The upper bound of the wait before the second attempt; it doubles each time. Default 250 ms. */
  readonly baseDelayMs?: number;
  /** The upper bound of any wait that the server did not ask for. Default 8,000 ms. */
  readonly maxDelayMs?: number;
  /** The longest `Retry-After` that is waited for; a longer one fails at once. Default 30,000 ms. */
  readonly maxRetryAfterMs?: number;
}

/** What an attempt that failed says about a further one. */
export interface FailedAttempt {
  readonly attempts: number;
  readonly status?: number;
  readonly retryAfterMs?: number | undefined;
}

/**
 * How long to wait before the next attempt, or undefined when there shall be none.
 *
 * Full jitter: anything from 0 to the bound, so that clients which failed together do not come back together.
 *
 * @param random a number from 0 to 1.
 */
export function retryDelayMs(failed: FailedAttempt, options: RetryOptions, random: number): number | undefined {
  const { maxAttempts = 4, baseDelayMs = 250, maxDelayMs = 8_000, maxRetryAfterMs = 30_000 } = options;
  if (failed.attempts >= maxAttempts || !mayBeMended(failed.status)) return undefined;
  if (failed.retryAfterMs === undefined) return random * Math.min(maxDelayMs, baseDelayMs * 2 ** (failed.attempts - 1));
  return failed.retryAfterMs > maxRetryAfterMs ? undefined : failed.retryAfterMs;
}

function mayBeMended(status: number | undefined): boolean {
  return status === undefined || status === 408 || status === 429 || status >= 500;
}

/**
 * Reads `Retry-After` (RFC 9110 §10.2.3), seconds or an HTTP date.
 *
 * @returns milliseconds from `nowMs`, 0 for a date that has passed; undefined for a value that is neither.
 */
export function parseRetryAfterMs(value: string | undefined, nowMs: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  // A date begins with the day's name; Date.parse would take "1.5" and "-1" for dates too.
  const at = /^[A-Z][a-z]+,? /.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs);
}
