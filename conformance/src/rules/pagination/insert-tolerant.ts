import { Evidence } from "../../findings/evidence.ts";
import { wantedAt } from "../../findings/wanted-items.ts";
import { brokenOff, missingFrom, repeatedIn } from "../../findings/whole-walk.ts";
import { during } from "../../questions/insertions.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause pagination.insert-tolerant. */
export const rule: RuleDefinition = {
  modes: ["provisioned"],
  needs: ["insert"],
  reads: [during],
  dependsOn: ["pagination.exactly-once"],
  explanation: {
    why: "New sessions arrive at the head all the time; with offsets each one pushes a row over a page boundary, where it is read twice.",
    probe:
      "Between the pages of a walk sessions are created at the head, in the second of the newest, in the second of the anchor, and now.",
    example: "After an insertion, page 2 begins with the session that ended page 1.",
    remedy: "Use a keyset cursor, not an offset or a page number.",
  },
  judge(view) {
    const evidence = new Evidence();
    const walk = view.walk(during);
    const start = walk?.pages[0]?.exchange.id;
    if (walk && start !== undefined) {
      const off = brokenOff(walk, evidence);
      const failure = off ?? repeatedIn(walk) ?? missingFrom(walk, wantedAt(view, "inserting", start));
      if (off || (!walk.brokenOff && (failure || walk.pages.length > 1))) evidence.compare(failure);
    }
    return evidence.finding("no walk went over more than one page");
  },
};
