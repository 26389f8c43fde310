import { type Boundary, describe, firstOfEachWalk, hasAnchorAgain, hasNewTies, readBoundaries } from "../boundaries.ts";
import { type Cause, shown } from "../cause.ts";
import { RULES_OF_TIES } from "./time-alone.ts";

const MIN_CASES = 2;

/** A cursor that asks for what is not newer than the anchor, and so lists its second again. */
export const timeAloneInclusive: Cause = {
  id: "time-alone-inclusive",
  find(symptoms) {
    if (symptoms.hasFailed("ordering.stable-ties")) return undefined;
    const { all, lost } = readBoundaries(symptoms.view);
    const again = all.filter(beginsSecondAgain);
    const [example] = again;
    // Whatever comes again has to be of the second that the page ended with.
    const isOther = all.some((boundary) => repeatedOn(boundary) > boundary.repeatedTies);
    if (!example || again.length < MIN_CASES || lost > 0 || isOther) return undefined;
    const firsts = firstOfEachWalk(again);
    const isWithAnchor = firsts.some(hasAnchorAgain);
    // Only those before the anchor: that is a cursor that goes the other way.
    if (!isWithAnchor && !firsts.some(hasNewTies)) return undefined;
    const { sortKey } = symptoms.view.words;
    return {
      title: isWithAnchor
        ? "The cursor holds the time alone, and the last session of a page comes again."
        : "The cursor holds the time alone but for the last session: others of its second come again.",
      because: `${again.length} of ${all.length} pages list sessions of the page before once more, all of the second that it ended with; for example ${describe(example)}.`,
      remedy: `Order by ${sortKey} and id, put both into the token, and compare both: where (${sortKey}, id) < (?, ?). With ${sortKey} <= ? the rows of that second come again, and a page full of them leads to itself.`,
      explains: RULES_OF_TIES,
      exchanges: shown([example.before.exchange, example.after.exchange]),
    };
  },
};

function beginsSecondAgain(boundary: Boundary): boolean {
  return boundary.repeatedTies > 0 && repeatedOn(boundary) === boundary.repeatedTies;
}

function repeatedOn({ before, after }: Boundary): number {
  return after.items.filter(({ id }) => before.items.some((one) => one.id === id)).length;
}
