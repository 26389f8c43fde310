import { type Cause, listed, shown } from "../cause.ts";
import { answersAfterChanges, RULES_OF_FRESHNESS } from "../stale-answers.ts";

/** Lists are read from a copy that learns of changes later: also requests that were never made before show the old state. */
export const laggingReplica: Cause = {
  id: "lagging-replica",
  find(symptoms) {
    if (!symptoms.hasFailed("pagination.fresh", "pagination.delete-tolerant", "pagination.insert-tolerant"))
      return undefined;
    const answers = answersAfterChanges(symptoms.view);
    const stale = answers.filter(({ isStale }) => isStale);
    const never = stale.filter(
      ({ twin, exchange }) => twin === undefined && !wasAskedBefore(exchange.request.target, answers, exchange.id),
    );
    const [first] = never;
    const later = answers.some(
      ({ isStale, exchange }) =>
        !isStale &&
        first !== undefined &&
        exchange.id > first.exchange.id &&
        exchange.purpose.collection === first.exchange.purpose.collection,
    );
    if (!first || !later) return undefined;
    const instances = [...new Set(stale.map(({ exchange }) => exchange.request.instance))];
    const where = symptoms.view.recording.baseUrls.length > 1 ? ` at instance ${listed(instances)}` : "";
    return {
      title: `The list lags behind acknowledged changes${where}: it is read from a replica.`,
      because: `${stale.length} of ${answers.length} first pages that were read after a change show the state before it, ${never.length} of them for requests that were new, so that no cache could hold them; later pages show the change.`,
      remedy:
        "Acknowledge a change only when every replica that serves lists has it, or read lists from the primary. If the lag is intended, let the provisioner declare it as settle_ms.",
      explains: RULES_OF_FRESHNESS,
      exchanges: shown(never.map(({ exchange }) => exchange)),
    };
  },
};

function wasAskedBefore(
  target: string,
  answers: readonly { readonly exchange: { readonly id: number; readonly request: { readonly target: string } } }[],
  id: number,
): boolean {
  return answers.some(({ exchange }) => exchange.id < id && exchange.request.target === target);
}
