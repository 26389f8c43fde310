import { Evidence } from "../../findings/evidence.ts";
import { notGiven } from "../../findings/not-given.ts";
import { foreign, foreignConditional } from "../../questions/collections.ts";
import * as concurrency from "../../questions/concurrency.ts";
import { isAskedBy } from "../../questions/question.ts";
import type { View } from "../../reading/view.ts";
import type { Exchange } from "../../recording/exchange.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause errors.foreign-entity-closed. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only"],
  requires: "foreign collection",
  reads: [foreign, foreignConditional, concurrency.alone, concurrency.together],
  explanation: {
    why: "Stream keys of other customers are on that page.",
    probe:
      "Another account's entity with one's own key: plain, in upper case and with an escape, with one's own token, with a token of that entity, with a tag that its own account was given, and right after that asked the same.",
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
              message: `Another account's entity${circumstancesOf(exchange)} is answered ${status}.`,
              pointer: "",
              expected: "status 404",
              actual: `status ${status}`,
              exchanges: [exchange.id],
            },
      );
    }
    return evidence.finding("no entity of another account was asked for", notGiven(view, "foreign"));
  },
};

function circumstancesOf({ purpose }: Exchange): string {
  if (isAskedBy(purpose, foreignConditional)) return " (If-None-Match with its tag)";
  return purpose.probe === undefined ? "" : ` (${purpose.probe})`;
}

function foreignRequests(view: View): Exchange[] {
  const together = view.of(concurrency.alone, concurrency.together);
  return [
    ...view.of(foreign, foreignConditional),
    ...together.filter(({ purpose }) => purpose.collection === "foreign" && purpose.key === "owner"),
  ];
}
