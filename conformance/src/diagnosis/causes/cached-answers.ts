import { headerOf } from "../../recording/exchange.ts";
import { type Cause, shown } from "../cause.ts";
import { answersAfterChanges, RULES_OF_FRESHNESS } from "../stale-answers.ts";

/** Answers that are given again, byte by byte, after what they list has changed. */
export const cachedAnswers: Cause = {
  id: "cached-answers",
  find(symptoms) {
    if (
      !symptoms.hasFailed(
        "pagination.fresh",
        "http.conditional",
        "pagination.delete-tolerant",
        "pagination.insert-tolerant",
      )
    )
      return undefined;
    const answers = answersAfterChanges(symptoms.view);
    const stale = answers.filter(({ isStale }) => isStale);
    const [first] = stale;
    if (!first?.twin || stale.some(({ twin }) => twin === undefined)) return undefined;
    const age = stale.map(({ exchange }) => exchange.response && headerOf(exchange.response, "age")).find(Boolean);
    const others = answers.filter(
      ({ isStale, exchange, state }) =>
        !isStale && stale.some((old) => old.state === state && old.exchange.request.target !== exchange.request.target),
    );
    // Where nothing else was asked meanwhile, a database that lags would look the same.
    if (others.length === 0 && age === undefined) return undefined;
    return {
      title: "Answers come from a cache that changes do not clear.",
      because: `After a change, ${stale.length} requests got byte for byte the answer from before it (exchange ${first.exchange.id} repeats exchange ${first.twin.id}); ${others.length} other requests show the change${age === undefined ? "" : `, and the old answers have Age: ${age}`}.`,
      remedy:
        "Turn off the cache of the list, in the process or in the proxy, or clear it at each change. Cache-Control: no-store keeps other caches from storing answers.",
      explains: RULES_OF_FRESHNESS,
      exchanges: shown([first.twin, first.exchange]),
    };
  },
};
