import type { View } from "../reading/view.ts";
import type { Exchange } from "../recording/exchange.ts";
import type { Failure, Finding, WorstFailure } from "./finding.ts";

type Failed = Extract<Finding, { readonly outcome: "failed" }>;

/** The worst of a rule's failures, the first of several alike, with a count and how the others failed. */
export function worstFailure(view: View, { failure, others = [], failed = 1, compared = 1 }: Failed): WorstFailure {
  const all = [failure, ...others].map((one) => ({ failure: one, exchange: view.exchange(one.exchanges.at(-1)) }));
  const worst = all.reduce((one, other) => (rank(other) > rank(one) ? other : one));
  const left = all.filter((one) => one !== worst);
  return { ...worst.failure, failed, compared, others: linesOf(left) };
}

interface Shown {
  readonly failure: Failure;
  /** The decisive one. */
  readonly exchange: Exchange | undefined;
}

// What no other rule explains is worst, then somebody else's sessions, then no answer at all, a server error, and a list where none was due.
function rank({ failure, exchange }: Shown): number {
  if (failure.isOwn === true) return 5;
  const status = exchange?.response?.status;
  if (status === undefined) return exchange === undefined ? 0 : 3;
  if (status === 200 && (failure.sessions ?? []).length > 0) return 4;
  if (status >= 500) return 2;
  return status < 300 ? 1 : 0;
}

const MAX_PROBES = 6;

function linesOf(shown: readonly Shown[]): string[] {
  const byAnswer = new Map<string, string[]>();
  for (const { exchange } of shown) {
    const answer = exchange?.response ? `answered ${exchange.response.status}` : "not answered";
    const { probe, walk, collection } = exchange?.purpose ?? {};
    byAnswer.set(answer, [...(byAnswer.get(answer) ?? []), probe ?? walk ?? collection ?? "a request"]);
  }
  return [...byAnswer].map(([answer, probes]) => {
    const names = [...new Set(probes)];
    const more = names.length > MAX_PROBES ? ` and ${names.length - MAX_PROBES} more` : "";
    return `${answer}: ${names.slice(0, MAX_PROBES).join(", ")}${more}`;
  });
}
