const dateTime = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?([Zz]|[+-]\d{2}:\d{2})$/;

/** A timestamp read by RFC 3339 §5.6. */
export interface Instant {
  /** Whole seconds since 1970-01-01T00:00:00Z. */
  readonly seconds: number;
  /** Fraction of a second in nanoseconds, cut after nine digits. */
  readonly nanoseconds: number;
  /** True for the spelling `2024-01-31T10:00:00Z`: UTC, `Z`, no fraction. */
  readonly isUtcWholeSeconds: boolean;
}

/**
 * Reads an RFC 3339 `date-time`, offset required. A leap second (`:60`) counts as the second after it.
 *
 * @returns the instant, or undefined when the text is no such timestamp (no offset, month 13, 30 February, …)
 */
export function parseInstant(text: string): Instant | undefined {
  if (known.has(text)) return known.get(text);
  const instant = readInstant(text);
  if (known.size === MAX_KNOWN) known.clear();
  if (text.length <= MAX_KNOWN_LENGTH) known.set(text, instant);
  return instant;
}

/** What was read before: a run shows the same times again and again, and each rule reads them. */
const known = new Map<string, Instant | undefined>();
const MAX_KNOWN = 4096;
const MAX_KNOWN_LENGTH = 64;

function readInstant(text: string): Instant | undefined {
  const match = dateTime.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  if (hour > 23 || minute > 59 || second > 60) return undefined;
  const offset = offsetSeconds(match[8] ?? "");
  if (offset === undefined) return undefined;
  return {
    seconds: daysSinceEpoch(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - offset,
    nanoseconds: Number((match[7] ?? "").padEnd(9, "0").slice(0, 9)),
    isUtcWholeSeconds: match[7] === undefined && match[8] === "Z",
  };
}

/** Negative when `a` is earlier than `b`, positive when later, 0 for one instant. */
export function compareInstants(a: Instant, b: Instant): number {
  return a.seconds - b.seconds || a.nanoseconds - b.nanoseconds;
}

function offsetSeconds(zone: string): number | undefined {
  if (zone === "Z" || zone === "z") return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4, 6));
  if (hours > 23 || minutes > 59) return undefined;
  return (zone[0] === "-" ? -1 : 1) * (hours * 3600 + minutes * 60);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

// Days in the proleptic Gregorian calendar, counted in years that begin in March so that the leap day comes last.
function daysSinceEpoch(year: number, month: number, day: number): number {
  const marchYear = month > 2 ? year : year - 1;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * 365 + leapDays + dayOfYear - 719_468;
}
