import { Evidence } from "../../findings/evidence.ts";
import { outOfOrder } from "../../findings/out-of-order.ts";
import { MEMBERS } from "../../profile/live-sessions/members.ts";
import { undisturbed } from "../../questions/walks.ts";
import { isInProgress } from "../../reading/live-sessions/progress.ts";
import { compareInstants } from "../../reading/rfc3339.ts";
import { placedItems } from "../../reading/walks.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause ordering.in-progress-by-creation. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only", "mock"],
  reads: undisturbed,
  dependsOn: ["ordering.newest-first"],
  explanation: {
    why: "A session that changes its place when it ends is skipped or repeated by a client that is walking at that moment.",
    probe: "Sessions in progress, new and old ones, are compared with their neighbours on every walk.",
    example: "A session in progress since January stands before one created in March.",
    remedy: `Order by ${MEMBERS.createdAt}, not by the end of the session (nulls first or last), its state or ${MEMBERS.updatedAt}.`,
  },
  judge(view) {
    const evidence = new Evidence();
    for (const walk of view.undisturbedWalks) {
      const items = placedItems(walk);
      for (const [index, next] of items.entries()) {
        const previous = items[index - 1];
        if (!previous?.sortTime || !next.sortTime) continue;
        if (!isInProgress(previous.members) && !isInProgress(next.members)) continue;
        const order = compareInstants(previous.sortTime, next.sortTime);
        if (order !== 0) evidence.compare(order > 0 ? undefined : outOfOrder(walk.words, previous, next));
      }
    }
    return evidence.finding("no session in progress was seen next to another session");
  },
};
