import { isNewestFirst } from "../boundaries.ts";
import type { Cause } from "../cause.ts";
import { RULES_OF_TIES } from "./time-alone.ts";

/** An order that leaves sessions of one second to chance. */
export const noTieBreaker: Cause = {
  id: "no-tie-breaker",
  find({ view, failures }) {
    const failure = failures.get("ordering.stable-ties");
    if (!failure || !view.undisturbedWalks.every(isNewestFirst)) return undefined;
    const { sortKey } = view.words;
    return {
      title: "The sort has no tie-breaker: sessions of the same second change places between two reads.",
      because: `${failure.message} By time alone, every walk is in order.`,
      remedy: `Add a unique column to ORDER BY, and to the cursor in the same direction: order by ${sortKey} desc, id desc. Without it, a database may return ties in another order each time, and does so with another LIMIT.`,
      explains: [
        ...RULES_OF_TIES,
        "pagination.token-replays",
        "pagination.token-survives-encoding",
        "pagination.blank-token-is-first-page",
        "pagination.over-maximum-bounded",
        "pagination.token-any-instance",
        "http.safe",
        "http.accept",
        "http.concurrent",
        "http.conditional",
        "http.unknown-parameters",
      ],
      exchanges: failure.exchanges,
    };
  },
};
