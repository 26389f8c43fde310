import { type AnsweredDetails, LiveSessionsError } from "./errors/live-sessions-error.ts";

/** When a request is sent again: only what a second try may mend (no answer, 408, 429, 5xx). */
export interface RetryOptions {
  /** How many times a request is sent at most, the first included. Default 4. */
  readonly maxAttempts?: number;
  /** The upper bound of the wait before the second attempt; it doubles each time. Default 250 ms. */
  readonly baseDelayMs?: number;
  /** The longest wait of all. A server that asks for a longer one (`Retry-After`) fails at once. Default 30,000 ms. */
  readonly maxDelayMs?: number;
}

/**
 * How long to wait before the next attempt, or `Infinity` when there shall be none.
 *
 * Full jitter: anything from 0 to the bound, so that clients which failed together do not come back together.
 *
 * @param random a number from 0 to 1.
 */
export function retryDelayMs(error: unknown, options: RetryOptions, random: number): number {
  const { maxAttempts = 4, baseDelayMs = 250, maxDelayMs = 30_000 } = options;
  if (!(error instanceof LiveSessionsError && error.attempts < maxAttempts)) return Infinity;
  const jitterMs = random * Math.min(maxDelayMs, baseDelayMs * 2 ** (error.attempts - 1));
  const { status = 500, retryAfterMs = jitterMs }: Partial<AnsweredDetails> = error;
  return /^(5|408|429)/.test(`${status}`) && retryAfterMs <= maxDelayMs ? retryAfterMs : Infinity;
}

/**
 * Reads `Retry-After` (RFC 9110 §10.2.3), seconds or an HTTP date.
 *
 * @returns milliseconds from `nowMs`, 0 for a date that has passed; undefined for a value that is neither.
 */
export function parseRetryAfterMs(value: string, nowMs: number): number | undefined {
  // Date.parse alone would take "1.5" and "-1" for dates too.
  const ms = /GMT$/.test(value) ? Date.parse(value) - nowMs : /^\d+$/.test(value) ? Number(value) * 1000 : NaN;
  return ms > 0 ? ms : ms <= 0 ? 0 : undefined;
}
