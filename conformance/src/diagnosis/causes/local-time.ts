import { type Cause, shown } from "../cause.ts";
import { RULES_OF_TIMES, spelt, timeShifts } from "../time-shifts.ts";

const MIN_CASES = 3;
const QUARTER_OF_AN_HOUR = 900;
const HOUR = 3600;
const FARTHEST_ZONE = 14 * HOUR;

/** Every time is off by what a zone is off, in winter and in summer. */
export const localTime: Cause = {
  id: "local-time",
  find(symptoms) {
    if (!symptoms.hasFailed(...RULES_OF_TIMES)) return undefined;
    const { shifted, right } = timeShifts(symptoms.view);
    const offsets = [...new Set(shifted.map(({ seconds }) => seconds))].sort((one, other) => one - other);
    const [least = 0, most = least] = [offsets[0], offsets.at(-1)];
    const isZone = offsets.every((offset) => offset % QUARTER_OF_AN_HOUR === 0 && Math.abs(offset) <= FARTHEST_ZONE);
    const [first] = shifted;
    // A zone that has summer time is off by two offsets, an hour apart.
    if (!first || shifted.length < MIN_CASES || right > 0 || !isZone || most - least > HOUR) return undefined;
    return {
      title: `All times are ${hours(least)}${most === least ? "" : ` or ${hours(most)}`} off: local time is written as UTC.`,
      because: `None of ${shifted.length} sessions whose time is known is listed with that time; for example ${spelt(first.knownSeconds)} is listed as ${spelt(first.knownSeconds + first.seconds)}.`,
      remedy:
        "Read times as instants, or in UTC. A column without a time zone is read in the time zone of the server or of the database connection: set both to UTC.",
      explains: RULES_OF_TIMES,
      exchanges: shown([first.exchange]),
    };
  },
};

function hours(seconds: number): string {
  const amount = Math.abs(seconds) / HOUR;
  return `${amount} hour${amount === 1 ? "" : "s"}`;
}
