import { Evidence } from "../../judging/evidence.ts";
import { idsOf, listIds, sameIds } from "../../judging/naming.ts";
import type { View } from "../../judging/view.ts";
import { wantedAt } from "../../judging/wanted.ts";
import { brokenOff, missingFrom, repeatedIn } from "../../judging/whole-walk.ts";
import { readPage } from "../../reading/page-reading.ts";
import type { Rule } from "../rule.ts";

/** Clause ordering.unmoved-by-update. */
export const unmovedByUpdate: Rule = {
  id: "ordering.unmoved-by-update",
  since: "1.0.0",
  level: "MUST",
  clauses: ["ordering.unmoved-by-update"],
  title: "A change of a session, its updated_at or its end, does not move it.",
  modes: ["provisioned"],
  needs: ["update"],
  experiments: ["updates"],
  dependsOn: ["pagination.exactly-once", "ordering.newest-first"],
  explanation: {
    why: "Sessions end all the time. If that moves them, every walk that is under way loses or repeats one.",
    probe:
      "During a walk, sessions that were seen, the anchor and some still to come are ended and changed; the order before, during and after is compared.",
    example: "A session that ended between two pages moved to the head and is missing from the walk.",
    remedy:
      "Order by created_at alone (with the id); look the anchor's position up in the token, not in the row as it is now.",
  },
  judge(view) {
    const evidence = new Evidence();
    compareWalk(view, evidence);
    const before = view.of("updates", "before").at(-1);
    const first = before && readPage(before);
    for (const after of view.of("updates", "after").filter((exchange) => exchange.purpose.walk !== undefined)) {
      const second = readPage(after);
      if (!before || !first || "fault" in first || "fault" in second) continue;
      const [was, is] = [idsOf(first), idsOf(second)];
      evidence.compare(
        sameIds(was, is)
          ? undefined
          : {
              message: "The order of the sessions is another after some of them changed.",
              pointer: "/data",
              expected: listIds(was),
              actual: listIds(is),
              exchanges: [before.id, after.id],
              sessions: is.filter((id, index) => id !== was[index]).slice(0, 2),
            },
      );
    }
    return evidence.finding("no walk with changed sessions could be read");
  },
};

function compareWalk(view: View, evidence: Evidence): void {
  const walk = view.walks.find(({ name }) => name === "updating at 3, with changes");
  const start = walk?.pages[0]?.exchange.id;
  if (!walk || start === undefined) return;
  const off = brokenOff(walk, evidence);
  evidence.compare(off ?? repeatedIn(walk) ?? missingFrom(walk, wantedAt(view, "updating", start)));
}
