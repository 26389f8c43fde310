import { type EndpointClass, ListEndpoint, type ListQuery } from "../corpus/list-endpoint.ts";
import type { StoredSession } from "../corpus/memory-data.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";

type Item = Readonly<Record<string, unknown>>;

/** Durations go through something on their way out. */
function durations(change: (seconds: number) => unknown): EndpointClass {
  return class extends ListEndpoint {
    override item(row: StoredSession, query: ListQuery): Item {
      const item = super.item(row, query);
      return row.duration === undefined ? item : { ...item, duration: change(row.duration) };
    }
  };
}

/** Times go through something on their way out. */
function times(change: (seconds: number) => number): EndpointClass {
  return class extends ListEndpoint {
    override timestamp(seconds: number): string {
      return super.timestamp(change(seconds));
    }
  };
}

/** The first second of each repeated hour that the corpus's data and the suite's may hold, by zone: the clocks show it again an hour later. */
const repeated: Readonly<Record<string, readonly number[]>> = {
  "America/New_York": yearly(2015, (year) => sunday(Date.UTC(year, 10, 1), 1) + 5 * 3600),
  "Europe/Berlin": yearly(2015, (year) => sunday(Date.UTC(year, 9, 25), 1)),
  "Australia/Sydney": yearly(2015, (year) => sunday(Date.UTC(year, 3, 1), 1) - 9 * 3600),
};

function yearly(from: number, at: (year: number) => number): readonly number[] {
  return Array.from({ length: 20 }, (_, index) => at(from + index));
}

/** Midnight of the nth Sunday from a day on, in seconds. */
function sunday(milliseconds: number, nth: number): number {
  const weekday = new Date(milliseconds).getUTCDay();
  return milliseconds / 1000 + (((7 - weekday) % 7) + 7 * (nth - 1)) * 86_400;
}

/** Keeps what a zone's clocks show, and reads it back: of an hour that comes twice, as the first one. */
function keptInLocalTime(zone: string): (seconds: number) => number {
  const firsts = repeated[zone] ?? [];
  return (seconds) =>
    firsts.some((first) => seconds >= first + 3600 && seconds < first + 7200) ? seconds - 3600 : seconds;
}

/** Hides sessions from the list. */
function hides(isHidden: (row: StoredSession) => boolean): EndpointClass {
  return class extends ListEndpoint {
    override visible(query: ListQuery): StoredSession[] {
      return super.visible(query).filter((row) => !isHidden(row));
    }
  };
}

const day = 86_400;

/** Faults that only long durations, distant years and repeated hours show. */
export const calendarAndNumberMutants: readonly Mutant[] = [
  mutant(
    "durations-of-a-day-begin-again",
    ["representation.faithful"],
    "The duration is a time column: of what is longer than a day, the days are lost.",
    durations((seconds) => (seconds >= day ? Math.round((seconds % day) * 1000) / 1000 : seconds)),
  ),
  mutant(
    "durations-in-single-precision",
    ["representation.faithful"],
    "The column is a float of four bytes: durations of a week lose their milliseconds.",
    durations((seconds) => Math.round(Math.fround(seconds) * 1000) / 1000),
  ),
  mutant(
    "milliseconds-overflow-after-24-days",
    ["representation.faithful"],
    "Milliseconds are kept in 32 bits: after 24 days and 20 hours they begin at the other end, and are clamped to 0.",
    durations((seconds) => Math.max(0, ((seconds * 1000) | 0) / 1000)),
  ),
  mutant(
    "durations-with-six-digits",
    ["representation.faithful"],
    "Numbers are printed with %g, six digits in all: 1209600.125 is 1.2096e+06.",
    durations((seconds) => Number(seconds.toPrecision(6))),
  ),
  mutant(
    "years-of-32-bits",
    { clauses: ["ordering.newest-first", "representation.faithful"], killedBy: ["ordering.newest-first"] },
    "Seconds are kept in 32 bits: what begins after 19 January 2038 begins in 1901.",
    times((seconds) => seconds | 0),
  ),
  mutant(
    "years-clamped-to-2038",
    ["representation.faithful"],
    "MySQL's TIMESTAMP ends in 2038, and without strict mode later times are the last one that it has.",
    times((seconds) => Math.min(seconds, 2 ** 31 - 1)),
  ),
  mutant(
    "first-second-is-no-time",
    ["representation.faithful"],
    "`createdAt || now`: the second 0 is not a time, and the time of asking is shown.",
    times((seconds) => (seconds === 0 ? Math.floor(Date.now() / 1000) : seconds)),
  ),
  mutant(
    "seventies-are-milliseconds",
    ["representation.faithful"],
    "Numbers below a billion are taken for seconds of a wrong scale and multiplied: years before 2001 are others.",
    times((seconds) => (seconds > 0 && seconds < 100_000_000 ? seconds * 10 : seconds)),
  ),
  mutant(
    "repeated-hour-in-new-york",
    ["representation.faithful"],
    "Times are kept as New York's clocks show them: the hour that comes twice in November is the first one on its way back.",
    times(keptInLocalTime("America/New_York")),
  ),
  mutant(
    "repeated-hour-in-berlin",
    { clauses: ["representation.faithful"], killedBy: ["ordering.newest-first"] },
    "The same in Berlin, in October.",
    times(keptInLocalTime("Europe/Berlin")),
  ),
  mutant(
    "repeated-hour-in-sydney",
    ["representation.faithful"],
    "The same in Sydney, in April.",
    times(keptInLocalTime("Australia/Sydney")),
  ),
  mutant(
    "future-not-listed",
    ["pagination.exactly-once"],
    "`created_at <= now()` keeps scheduled sessions out: what lies ahead of the clock is not listed.",
    hides(({ createdAt }) => createdAt > Date.now() / 1000),
  ),
  mutant(
    "before-the-millennium-not-listed",
    ["pagination.exactly-once"],
    "The default of the filter's lower bound is the first of January 2000.",
    hides(({ createdAt }) => createdAt < 946_684_800),
  ),
];
