import { Evidence } from "../../findings/evidence.ts";
import { comparePages, nearestTo } from "../../findings/same-page.ts";
import * as spellings from "../../questions/spellings.ts";
import { drift } from "../../questions/walks.ts";
import { followed } from "../../reading/followed-pages.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause errors.id-respelled. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only"],
  reads: [spellings.plain, spellings.otherCase, spellings.plainAgain, ...drift],
  dependsOn: ["ordering.stable-ties", "http.safe"],
  explanation: {
    why: "An empty list for an entity that exists is the answer that nobody questions, and that nobody is billed for.",
    probe: "The own id in capitals, compared with the plain one; only where ids are UUIDs.",
    example: "In capitals the entity is found, and none of its sessions: 200 with [].",
    remedy: "Bring the id into its stored case once, where the path is read.",
  },
  judge(view) {
    const evidence = new Evidence();
    const plain = followed(view.of(spellings.plain, spellings.plainAgain));
    for (const exchange of followed(view.of(spellings.otherCase))) {
      const status = evidence.statusOf(exchange);
      if (status === 404) evidence.compare(undefined);
      else if (status !== undefined)
        comparePages(
          view,
          evidence,
          nearestTo(exchange, plain),
          exchange,
          "The own id in another case gives neither its list nor 404",
        );
    }
    if (view.of(spellings.otherCase).length === 0)
      return { outcome: "not-applicable", reason: "condition", text: "ids are not UUIDs, or have no letters" };
    return evidence.finding("the page of the plain id could not be read, or lists no session");
  },
};
