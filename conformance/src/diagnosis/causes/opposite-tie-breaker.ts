import { describe, readBoundaries } from "../boundaries.ts";
import { type Cause, shown } from "../cause.ts";
import { RULES_OF_TIES } from "./time-alone.ts";

/** A cursor that compares ids in the other direction than the list is sorted by them. */
export const oppositeTieBreaker: Cause = {
  id: "opposite-tie-breaker",
  find(symptoms) {
    if (symptoms.hasFailed("ordering.stable-ties", "ordering.newest-first")) return undefined;
    const { all, lost, lostTies, repeated, repeatedTies } = readBoundaries(symptoms.view);
    const example = all.find((boundary) => boundary.lostTies > 0);
    // The anchor itself never comes again: that is the cursor that holds the time alone.
    const hasAnchorAgain = all.some(({ before, after }) => after.sessions.some(({ id }) => id === before.sessions.at(-1)?.id));
    if (!example || repeated === 0 || lost !== lostTies || repeated !== repeatedTies || hasAnchorAgain) return undefined;
    return {
      title: "The cursor compares the tie-breaker in the other direction than the list is sorted by it.",
      because: `At boundaries inside of one second, walks lost ${lost} sessions that stand behind the anchor and repeated ${repeated} that stand before it; nothing else was lost or repeated; for example ${describe(example)}.`,
      remedy: "Sort and compare in one direction: order by created_at desc, id desc goes with (created_at, id) < (?, ?).",
      explains: RULES_OF_TIES,
      exchanges: shown([example.before.exchange, example.after.exchange]),
    };
  },
};
