import { type EndpointClass, ListEndpoint } from "../corpus/list-endpoint.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const digits = "2-digit";
  const parts = { year: "numeric", month: digits, day: digits, hour: digits, minute: digits, second: digits } as const;
  const format = formats.get(zone) ?? new Intl.DateTimeFormat("en-US", { timeZone: zone, hourCycle: "h23", ...parts });
  formats.set(zone, format);
  return format;
}

/** Seconds by which the clocks of a zone are ahead of UTC at an instant. */
function aheadOfUtc(zone: string, seconds: number): number {
  const shown = formatOf(zone).formatToParts(new Date(seconds * 1000));
  const parts = new Map<string, string>(shown.map(({ type, value }) => [type, value]));
  const [year, month, day] = ["year", "month", "day"].map((part) => Number(parts.get(part)));
  const [hour, minute, second] = ["hour", "minute", "second"].map((part) => Number(parts.get(part)));
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second) / 1000 - seconds;
}

const day = 86_400;

/** The instants at which the clocks of a zone show a time: none, one or two. */
function instantsOf(zone: string, shown: number): readonly number[] {
  const offsets = new Set([aheadOfUtc(zone, shown - day), aheadOfUtc(zone, shown + day)]);
  const candidates = [...offsets].map((offset) => shown - offset);
  return candidates.filter((candidate) => candidate + aheadOfUtc(zone, candidate) === shown).sort((a, b) => a - b);
}

function cached(convert: (seconds: number) => number): (seconds: number) => number {
  const converted = new Map<number, number>();
  return (seconds) => {
    const value = converted.get(seconds) ?? convert(seconds);
    converted.set(seconds, value);
    return value;
  };
}

/** Keeps what a zone's clocks show, and reads it back: of an hour that comes twice, always the same one. */
function keptAsShown(zone: string, which: "first" | "second"): (seconds: number) => number {
  return cached((seconds) => {
    const instants = instantsOf(zone, seconds + aheadOfUtc(zone, seconds));
    return instants.at(which === "first" ? 0 : -1) ?? seconds;
  });
}

/** Takes the digits of a time in UTC for local time, and writes the digits of that: what the clocks leave out is moved. */
function takenForLocal(zone: string): (seconds: number) => number {
  return cached((seconds) => {
    if (instantsOf(zone, seconds).length > 0) return seconds;
    const instant = seconds - aheadOfUtc(zone, seconds - day);
    return instant + aheadOfUtc(zone, instant);
  });
}

/** Times go through something on their way out. */
function times(change: (seconds: number) => number): EndpointClass {
  return class extends ListEndpoint {
    override timestamp(seconds: number): string {
      return super.timestamp(change(seconds));
    }
  };
}

const stories: readonly (readonly [name: string, story: string, change: (seconds: number) => number])[] = [
  [
    "repeated-hour-in-casablanca",
    "Times are kept as Casablanca's clocks show them, which are set back as Ramadan begins: in another month each year.",
    keptAsShown("Africa/Casablanca", "first"),
  ],
  [
    "repeated-hour-in-moscow",
    "Times are kept as Moscow's clocks show them, which were set back once and for all on 26 October 2014.",
    keptAsShown("Europe/Moscow", "first"),
  ],
  [
    "repeated-hour-in-tehran",
    "Times are kept as Tehran's clocks show them: until 2022 the hour before midnight came twice in September. It is taken for the second one.",
    keptAsShown("Asia/Tehran", "second"),
  ],
  [
    "repeated-hour-in-cairo",
    "Times are kept as Cairo's clocks show them: the last hour of a day in October comes twice.",
    keptAsShown("Africa/Cairo", "second"),
  ],
  [
    "repeated-half-hour-on-lord-howe-island",
    "Times are kept as the clocks of Lord Howe Island show them, which are set back by half an hour.",
    keptAsShown("Australia/Lord_Howe", "second"),
  ],
  [
    "repeated-hour-in-apia",
    "Times are kept as Apia's clocks show them: until 2021 an hour of April came twice.",
    keptAsShown("Pacific/Apia", "first"),
  ],
  [
    "repeated-hour-in-montevideo",
    "Times are kept as Montevideo's clocks show them, last set back in March 2015.",
    keptAsShown("America/Montevideo", "first"),
  ],
  [
    "hour-left-out-in-new-york",
    "The driver takes a column without a zone for the process's local time: half past two on a Sunday in March is half past three.",
    takenForLocal("America/New_York"),
  ],
  [
    "midnight-left-out-in-beirut",
    "The same where the clocks are set forward at midnight: that day begins at one.",
    takenForLocal("Asia/Beirut"),
  ],
];

/** Faults of times that are kept as the clocks of some zone show them, whichever it is. */
export const wallClockMutants: readonly Mutant[] = stories.map(([name, story, change]) =>
  mutant(name, ["representation.faithful"], story, times(change)),
);
