import { Evidence } from "../../findings/evidence.ts";
import type { Failure } from "../../findings/finding.ts";
import { idsOf, sameIds } from "../../findings/naming.ts";
import { comparePages } from "../../findings/same-page.ts";
import { isOfTheProvisioner } from "../../questions/provisioning.ts";
import type { Question } from "../../questions/question.ts";
import * as repeats from "../../questions/repeats.ts";
import { drift } from "../../questions/walks.ts";
import { NO_SESSIONS, pageData } from "../../reading/page-data.ts";
import { readPage } from "../../reading/page-reading.ts";
import type { View } from "../../reading/view.ts";
import type { Exchange } from "../../recording/exchange.ts";
import type { RuleDefinition } from "../rule.ts";

const firstPages: readonly Question[] = [repeats.firstPageOnce, repeats.firstPageAgain];
const secondPages: readonly Question[] = [repeats.secondPageOnce, repeats.secondPageAgain];

/** Clause http.safe. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only"],
  reads: [...firstPages, ...secondPages, ...drift],
  dependsOn: ["ordering.stable-ties"],
  explanation: {
    why: "GET is safe (RFC 9110 §9.2.1): caches, crawlers and retries rely on it.",
    probe:
      "One page asked for twice, and the page that each of the two tokens leads to; and the values in all equal requests of the run, as long as the provisioner is asked for nothing between them.",
    example: "Each read sets updated_at of the sessions that it lists.",
    remedy: "Write nothing while reading; keep access times elsewhere.",
  },
  forLists: {
    title: "Listing changes nothing: two equal requests give equal items, and positions that lead to equal pages.",
    facts: ["id"],
  },
  judge(view) {
    const evidence = new Evidence();
    for (const pages of isMoved(view) ? [firstPages] : [firstPages, secondPages]) {
      const [one, two] = pages.map((question) => view.one(question));
      comparePages(view, evidence, one, two, "Two equal requests give different sessions");
      if (one && two && view.mode === "provisioned") compareData(evidence, one, two);
    }
    for (const failure of changedByReading(view)) evidence.compare(failure);
    return evidence.finding("no page that lists a session could be read twice");
  },
};

// Read-only, what came or went between the two first pages moved their tokens, and these lead to other pages.
function isMoved(view: View): boolean {
  if (view.mode !== "read-only") return false;
  const [one, two] = firstPages.map((question) => view.one(question));
  const [first, second] = [one && readPage(one), two && readPage(two)];
  if (!first || !second || "unreadable" in first || "unreadable" in second) return false;
  return first.items.at(-1)?.id !== second.items.at(-1)?.id;
}

/** Equal requests of a whole run, as long as the provisioner was asked nothing between them: the same sessions with other values. */
function changedByReading(view: View): Failure[] {
  if (view.mode !== "provisioned") return [];
  const earlier = new Map<string, Exchange>();
  return view.recording.exchanges.flatMap((exchange) => {
    if (isOfTheProvisioner(exchange.purpose)) earlier.clear();
    if (exchange.request.method !== "GET" || exchange.response?.status !== 200) return [];
    const { instance, target, headers } = exchange.request;
    const key = JSON.stringify([instance, target, Object.entries(headers).sort()]);
    const before = earlier.get(key);
    earlier.set(key, exchange);
    return before && listsTheSame(before, exchange) && pageData(before) !== pageData(exchange)
      ? [otherData(before, exchange)]
      : [];
  });
}

function listsTheSame(one: Exchange, two: Exchange): boolean {
  const [first, second] = [readPage(one), readPage(two)];
  return !("unreadable" in first || "unreadable" in second) && sameIds(idsOf(first), idsOf(second));
}

function otherData(one: Exchange, two: Exchange): Failure {
  return {
    message: "Two equal requests with nothing between give different data.",
    pointer: "/data",
    expected: "the data of the first answer",
    actual: "other values in the second",
    exchanges: [one.id, two.id],
  };
}

function compareData(evidence: Evidence, one: Exchange, two: Exchange): void {
  const [first, second] = [pageData(one), pageData(two)];
  if (first === undefined || second === undefined || (first === NO_SESSIONS && second === NO_SESSIONS)) return;
  evidence.compare(first === second ? undefined : otherData(one, two));
}
