import { describe, readBoundaries } from "../boundaries.ts";
import { type Cause, shown } from "../cause.ts";
import { RULES_OF_TIES } from "./time-alone.ts";

const FEWEST = 2;

/** A cursor that asks for what is not newer than the anchor, and so lists it again. */
export const timeAloneInclusive: Cause = {
  id: "time-alone-inclusive",
  find({ view }) {
    // A walk that comes back to the same page has no end, and its boundaries count all the same.
    const { all, repeated } = readBoundaries(view);
    const pairs = all.length >= FEWEST ? all : boundariesOfEndless(view);
    const again = pairs.filter(({ before, after }) => after.sessions.some(({ id }) => id === before.sessions.at(-1)?.id));
    const [example] = again;
    if (!example || again.length < FEWEST || again.length < pairs.length / 2) return undefined;
    return {
      title: "The cursor holds the time alone, and the last session of each page comes again.",
      because: `${again.length} of ${pairs.length} pages list the last session of the page before once more; for example ${where(example)}.${repeated > again.length ? ` Walks repeated ${repeated} sessions in all.` : ""}`,
      remedy:
        "Order by created_at and id, put both into the token, and compare both: where (created_at, id) < (?, ?). With created_at <= ? the rows of that second come again, and a page full of them leads to itself.",
      explains: RULES_OF_TIES,
      exchanges: shown([example.before.exchange, example.after.exchange]),
    };
  },
};

type Pair = Pick<Parameters<typeof describe>[0], "walk" | "before" | "after">;

function boundariesOfEndless(view: Parameters<typeof readBoundaries>[0]): Pair[] {
  return view.undisturbedWalks.flatMap((walk) =>
    walk.pages.slice(0, -1).flatMap((before, index): Pair[] => {
      const after = walk.pages[index + 1];
      return after && before.sessions.length > 0 ? [{ walk, before, after }] : [];
    }),
  );
}

function where({ walk, before }: Pair): string {
  return `in the walk "${walk.name}", ${before.sessions.at(-1)?.id ?? "a session"}`;
}
