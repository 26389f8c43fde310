import { Evidence } from "../../findings/evidence.ts";
import { comparePages, nearestTo } from "../../findings/same-page.ts";
import { alone, together } from "../../questions/concurrency.ts";
import * as connections from "../../questions/connections.ts";
import * as methods from "../../questions/methods.ts";
import type { Question } from "../../questions/question.ts";
import { drift } from "../../questions/walks.ts";
import type { View } from "../../reading/view.ts";
import type { Exchange } from "../../recording/exchange.ts";
import type { RuleDefinition } from "../rule.ts";

const amongOthers: readonly Question[] = [
  connections.crowded,
  connections.afterRefusedPost,
  connections.afterBrokenOff,
];

/** Clause http.concurrent. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only"],
  reads: [alone, together, connections.alone, ...amongOthers, methods.before, methods.after, ...drift],
  dependsOn: ["ordering.stable-ties", "http.safe"],
  explanation: {
    why: "A variable that two requests share gives one customer another one's list, under load only.",
    probe:
      "Eight requests at once, of several entities, sizes, pages and accounts; each answer is compared with the one to the same request alone, before or, read-only, after. Before everything else in a run. Later, ten requests of two entities at once, on the connections of refused POSTs with bodies, one in chunks, and after a request that was broken off.",
    example: "A request for entity A, made at the same time as one for B, gets B's sessions.",
    remedy: "Keep the state of a request in its own scope; share connections by pool, not by variable.",
  },
  forLists: {
    title: "Requests at the same time each get their own answer.",
    facts: ["id"],
  },
  judge(view) {
    const evidence = new Evidence();
    for (const crowded of view.of(together)) {
      const { probe } = crowded.purpose;
      const single = nearestTo(
        crowded,
        view.of(alone).filter(({ purpose }) => purpose.probe === probe),
      );
      if (single?.response && single.response.status !== 200 && crowded.response) {
        const [wanted, got] = [single.response.status, crowded.response.status];
        evidence.compare(
          wanted === got
            ? undefined
            : {
                message: `A request (${probe ?? ""}) is answered ${got} among others, ${wanted} alone.`,
                pointer: "",
                expected: `status ${wanted}`,
                actual: `status ${got}`,
                exchanges: [single.id, crowded.id],
              },
        );
      } else
        comparePages(
          view,
          evidence,
          single,
          crowded,
          `A request (${probe ?? ""}) gets another answer among others than alone`,
        );
    }
    compareConnections(view, evidence);
    return evidence.finding("no page that lists a session could be read among others");
  },
};

/** Ten at once, on the connection of a refused POST, and after a request that was broken off. */
function compareConnections(view: View, evidence: Evidence): void {
  const single = [...view.of(connections.alone), ...view.of(alone)];
  for (const exchange of view.of(...amongOthers)) {
    const candidates = single.filter((candidate) => isSameRequest(candidate, exchange));
    const complaint = `A request ${exchange.purpose.role} gets another answer than alone`;
    comparePages(view, evidence, nearestTo(exchange, candidates), exchange, complaint);
  }
  const complaint = "A request after a refused POST whose body came in chunks, on its connection, gets another answer";
  comparePages(view, evidence, view.one(methods.before), view.one(methods.after), complaint);
}

function isSameRequest({ request, purpose }: Exchange, other: Exchange): boolean {
  return request.target === other.request.target && purpose.key === other.purpose.key;
}
