import { demand } from "./demand.ts";
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
 * Fills in the defaults.
 *
 * @throws RangeError for what would try never or wait for nothing that can be named.
 */
export function retryPolicy(options: RetryOptions = {}): Required<RetryOptions> {
  const { maxAttempts = 4, baseDelayMs = 250, maxDelayMs = 30_000 } = options;
  demand(maxAttempts >= 1 && baseDelayMs >= 0 && maxDelayMs >= 0, "retry is out of bounds");
  return { maxAttempts, baseDelayMs, maxDelayMs };
}

/**
 * How long to wait before the next attempt, or `Infinity` when there shall be none.
 *
 * Full jitter: anything from 0 to the bound, so that clients which failed together do not come back together.
 *
 * @param random a number from 0 to 1.
 */
export function retryDelayMs(error: unknown, policy: Required<RetryOptions>, random: number): number {
  const { maxAttempts, baseDelayMs, maxDelayMs } = policy;
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
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  // By its weekday, as Date.parse alone would take "1.5" and "-1" for dates; the oldest form of all does not say GMT.
  const ms = /^[A-Z]\w+,? /.test(value) ? Date.parse(value.replace(/( GMT)?$/, " GMT")) - nowMs : NaN;
  return ms > 0 ? ms : ms <= 0 ? 0 : undefined;
}
