import { Evidence } from "../../findings/evidence.ts";
import * as concurrency from "../../questions/concurrency.ts";
import { foreign } from "../../questions/entities.ts";
import type { View } from "../../reading/view.ts";
import type { Exchange } from "../../recording/exchange.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause errors.foreign-entity-closed. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only"],
  requires: "foreign entity",
  reads: [foreign, concurrency.alone, concurrency.together],
  explanation: {
    why: "Stream keys of other customers are on that page.",
    probe:
      "Another account's entity with one's own key: plain, in upper case and with an escape, with one's own token, with a token of that entity, and right after its own account asked the same.",
    example: "With a token, another account's sessions are listed: only the first page checks the account.",
    remedy: "Look the entity up by id and account in one query, for every page; key caches by account.",
  },
  judge(view) {
    const evidence = new Evidence();
    for (const exchange of foreignRequests(view)) {
      const status = evidence.statusOf(exchange);
      if (status === undefined) continue;
      evidence.compare(
        status >= 400 && status < 500
          ? undefined
          : {
              message: `Another account's entity${exchange.purpose.probe === undefined ? "" : ` (${exchange.purpose.probe})`} is answered ${status}.`,
              pointer: "",
              expected: "status 404",
              actual: `status ${status}`,
              exchanges: [exchange.id],
            },
      );
    }
    if (evidence.compared === 0 && !view.entity("foreign")) {
      return {
        outcome: "not-applicable",
        reason: "entity",
        text: "no live entity of another account was given (--foreign-live-entity)",
      };
    }
    return evidence.finding("no entity of another account was asked for");
  },
};

function foreignRequests(view: View): Exchange[] {
  const together = view.of(concurrency.alone, concurrency.together);
  return [
    ...view.of(foreign),
    ...together.filter(({ purpose }) => purpose.entity === "foreign" && purpose.key === "owner"),
  ];
}
