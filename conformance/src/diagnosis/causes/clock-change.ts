import { type Cause, shown } from "../cause.ts";
import { RULES_OF_TIMES, spelt, timeShifts } from "../time-shifts.ts";

const HOUR = 3600;

/** Some times are an hour off, and only some: those that a change of the clock makes ambiguous, or shifts. */
export const clockChange: Cause = {
  id: "clock-change",
  find(symptoms) {
    if (!symptoms.hasFailed(...RULES_OF_TIMES)) return undefined;
    const { shifted, right } = timeShifts(symptoms.view);
    const [first] = shifted;
    if (!first || right === 0 || !shifted.every(({ seconds }) => Math.abs(seconds) === HOUR)) return undefined;
    return {
      title:
        "Some times are an hour off: they are converted through local time, where daylight saving time repeats or skips an hour.",
      because: `${shifted.length} sessions are listed an hour ${first.seconds > 0 ? "late" : "early"}, ${right} at the right time; for example ${spelt(first.knownSeconds)} is listed as ${spelt(first.knownSeconds + first.seconds)}.`,
      remedy:
        "Store and read times as instants (timestamptz, seconds since 1970, or text in UTC), and set the time zone of the server and of its database connection to UTC.",
      explains: RULES_OF_TIMES,
      exchanges: shown(shifted.map(({ exchange }) => exchange)),
    };
  },
};
