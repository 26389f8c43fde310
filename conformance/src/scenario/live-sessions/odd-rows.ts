import { clockChanges } from "./clock-changes.ts";
import { oddStreamKeys } from "./odd-stream-keys.ts";
import type { SessionPlan } from "./session-plan.ts";

const DAY_MS = 86_400_000;

/** An instant in whole seconds, as the contract spells them. @param milliseconds since 1970 */
export function instant(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/**
 * Sessions of this moment, of the last hours, and of years ago: stores that keep the two apart, and reads that reach back only
 * so far, show their seam.
 */
export function rowsOldAndRecent(nowMs: number): readonly SessionPlan[] {
  const recent = [0, 3_600_000, 7_200_000, 2 * DAY_MS].map((ago) => nowMs - ago);
  const old = [95, 401, 402, 1_461, 2_922].map((days) => nowMs - days * DAY_MS);
  return [...recent, ...old].map((milliseconds, index) => ({
    created_at: instant(milliseconds),
    duration: 1.5 + index,
    updated_at: instant(nowMs + 60_000),
  }));
}

/**
 * Instants of both ends of the years; those around which the clocks of any zone were set; sessions ahead of the clock; durations of
 * weeks and months to the millisecond.
 */
export function rowsOfTheCalendar(): readonly SessionPlan[] {
  const times = [
    ...["2099-12-31T23:59:59Z", "2040-02-29T12:00:00Z"],
    ...clockChanges(),
    ...["2001-09-09T01:46:40Z", "1999-12-31T23:59:59Z", "1970-06-15T12:30:00Z", "1970-01-01T00:00:00Z"],
  ];
  const durations = [1_209_600.125, 90_000.001, 2_678_400.999, 5_184_000.333, 604_800.007, 0.001, 86_400];
  return times.map((created_at, index) => ({
    created_at,
    updated_at: index % 2 === 0 ? "2100-01-01T00:00:00Z" : created_at,
    duration: durations[index % durations.length] ?? 1,
  }));
}

/** As many sessions of one second as fill two pages of the default size and more. */
export function rowsOfOneSecond(count: number): readonly SessionPlan[] {
  return Array.from({ length: count }, (_, index) => ({
    created_at: "2022-02-02T02:02:02Z",
    duration: index + 0.25,
  }));
}

/** A session for each of those keys. */
export function rowsOfOddText(): readonly SessionPlan[] {
  return oddStreamKeys().map((stream_key, index) => ({
    created_at: instant(Date.UTC(2021, 6, 1) - index * 1000),
    duration: index + 0.5,
    stream_key,
  }));
}
