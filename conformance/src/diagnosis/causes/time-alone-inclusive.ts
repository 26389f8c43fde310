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
        ? "The cursor holds only the time: the last session of a page is repeated."
        : "The cursor holds only the time, and leaves out only the last session: others of its second are repeated.",
      because: `${again.length} of ${all.length} pages repeat sessions of the previous page, all of the second with which that page ends; for example ${describe(example)}.`,
      remedy: `Order by ${sortKey} and id, put both into the token, and compare both: where (${sortKey}, id) < (?, ?). With ${sortKey} <= ?, the rows of that second are repeated, and a page full of them leads to itself.`,
      explains: RULES_OF_TIES,
      exchanges: shown([example.before.exchange, example.after.exchange]),
    };
  },
};

function beginsSecondAgain(boundary: Boundary): boolean {
  return boundary.repeatedTies > 0 && repeatedOn(boundary) === boundary.repeatedTies;
}

function repeatedOn({ before, after }: Boundary): number {
  const onPage = new Set(before.items.map(({ id }) => id));
  return after.items.filter(({ id }) => onPage.has(id)).length;
}
