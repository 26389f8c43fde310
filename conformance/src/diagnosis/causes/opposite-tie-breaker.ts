import {
  areTiesInOrderOfIds,
  describe,
  firstOfEachWalk,
  hasAnchorAgain,
  hasNewTies,
  readBoundaries,
} from "../boundaries.ts";
import { type Cause, shown } from "../cause.ts";
import { RULES_OF_TIES } from "./time-alone.ts";

/** A cursor that compares ids otherwise than the list is sorted by them. */
export const oppositeTieBreaker: Cause = {
  id: "opposite-tie-breaker",
  find(symptoms) {
    if (symptoms.hasFailed("ordering.stable-ties", "ordering.newest-first")) return undefined;
    const { all, lost, lostTies, repeated } = readBoundaries(symptoms.view);
    const inside = firstOfEachWalk(all.filter(({ isInsideTie }) => isInsideTie));
    const example = inside.find(({ repeatedTies }) => repeatedTies > 0);
    // The anchor itself never comes again: that is the cursor that holds the time alone.
    if (!example || repeated === 0 || lost !== lostTies || inside.some(hasAnchorAgain)) return undefined;
    const isOpposite = areTiesInOrderOfIds(symptoms.view) && !inside.some(hasNewTies);
    if (!isOpposite && lost === 0) return undefined;
    const { sortKey } = symptoms.view.words;
    return {
      title: isOpposite
        ? "The cursor compares the tie-breaker in one direction, and the list sorts by it in the other."
        : "The cursor breaks ties by the id, and the sort does not.",
      because: `After a page that ends inside one second, the sessions of that second that were already listed are repeated, and the others are lost: walks repeated ${repeated}${lost > 0 ? ` and lost ${lost}` : ""}; for example ${describe(example)}.`,
      remedy: `Sort and compare by the same columns in one direction: order by ${sortKey} desc, id desc goes with (${sortKey}, id) < (?, ?).`,
      explains: RULES_OF_TIES,
      exchanges: shown([example.before.exchange, example.after.exchange]),
    };
  },
};
