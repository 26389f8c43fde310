import { type Boundaries, describe, readBoundaries } from "../boundaries.ts";
import { type Cause, shown } from "../cause.ts";

/** What goes wrong where ties are lost or repeated at page boundaries. */
export const RULES_OF_TIES: readonly string[] = [
  "pagination.exactly-once",
  "pagination.delete-tolerant",
  "pagination.insert-tolerant",
  "pagination.terminates",
  "ordering.stable-ties",
  "ordering.unmoved-by-update",
  "pagination.fresh",
];

/** A cursor that asks for what is older than the anchor, and so forgets those of its instant. */
export const timeAlone: Cause = {
  id: "time-alone",
  find(symptoms) {
    if (symptoms.hasFailed("ordering.stable-ties", "ordering.newest-first")) return undefined;
    const read = readBoundaries(symptoms.view);
    const example = read.all.find(({ lostTies }) => lostTies > 0);
    if (!example || !isFit(read)) return undefined;
    const { sortKey } = symptoms.view.words;
    return {
      title: "The cursor holds only the time: sessions that share it with the last one of a page are lost.",
      because: `Each of the ${read.lost} lost sessions has the same ${sortKey} as the last session of a page, and no next page begins with that time; for example ${describe(example)}.`,
      remedy: `Order by ${sortKey} and id, put both into the token, and compare both: where (${sortKey}, id) < (?, ?). With ${sortKey} < ? alone, rows that tie with the last row of a page are skipped.`,
      explains: RULES_OF_TIES,
      exchanges: shown([example.before.exchange, example.after.exchange]),
    };
  },
};

// Whatever of the anchor's instant was left has to be lost, and nothing else.
function isFit({ all, lost, lostTies, repeated }: Boundaries): boolean {
  const goesOn = all.some(({ before, after, isInsideTie }) => {
    const [anchor, next] = [before.items.at(-1)?.sortTime?.seconds, after.items[0]?.sortTime?.seconds];
    return isInsideTie && anchor !== undefined && anchor === next;
  });
  return lost > 0 && lost === lostTies && repeated === 0 && !goesOn;
}
