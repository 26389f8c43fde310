import type { Cause } from "../cause.ts";
import { isInDeclaredOrder } from "../key-boundaries.ts";

/** Any list: an order that leaves items of one sort key to chance. */
export const unstableTies: Cause = {
  id: "no-tie-breaker",
  find({ view, failures }) {
    const failure = failures.get("ordering.stable-ties");
    if (!failure || !isInDeclaredOrder(view.profile, view.undisturbedWalks)) return undefined;
    const { items, sortKey } = view.words;
    return {
      title: `The sort has no tie-breaker: ${items} with the same ${sortKey} change places between two reads.`,
      because: `${failure.message} By the declared sort keys alone, every walk is in order.`,
      remedy: `Add a unique column to ORDER BY, and to the position in the same direction. Without it, a database may return ties in another order each time, and does so with another LIMIT.`,
      explains: [
        "ordering.stable-ties",
        "pagination.exactly-once",
        "pagination.token-replays",
        "pagination.token-survives-encoding",
        "pagination.over-maximum-bounded",
        "pagination.token-any-instance",
        "http.safe",
        "http.accept",
        "http.concurrent",
        "http.unknown-parameters",
      ],
      exchanges: failure.exchanges,
    };
  },
};
