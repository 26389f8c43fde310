import { Evidence } from "../../findings/evidence.ts";
import { wantedThroughout } from "../../findings/wanted-items.ts";
import { brokenOff, missingFrom, repeatedIn } from "../../findings/whole-walk.ts";
import { during, ofTheRest } from "../../questions/deletions.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause pagination.delete-tolerant. */
export const rule: RuleDefinition = {
  modes: ["provisioned"],
  needs: ["delete"],
  reads: [during, ofTheRest],
  dependsOn: ["pagination.exactly-once"],
  explanation: {
    why: "A cursor that looks its anchor up finds nothing once it is deleted: the walk starts over, ends, or breaks.",
    probe:
      "Between the pages of a walk the anchor, the next session, one that was seen and the last one are deleted; in another walk, all that follows.",
    example: "After the anchor was deleted its token is answered 500, or with the first page.",
    remedy: "Carry the anchor's position in the token, not its id alone.",
  },
  judge(view) {
    const evidence = new Evidence();
    for (const walk of view.walksOf(during, ofTheRest)) {
      const start = walk.pages[0]?.exchange.id;
      const end = (walk.brokenOff ?? walk.pages.at(-1)?.exchange)?.id;
      if (start === undefined || end === undefined) continue;
      const off = brokenOff(walk, evidence);
      const failure = off ?? repeatedIn(walk) ?? missingFrom(walk, wantedThroughout(view, "deleting", start, end));
      if (off || (!walk.brokenOff && (failure || walk.pages.length > 1))) evidence.compare(failure);
    }
    return evidence.finding("no walk went over more than one page");
  },
};
