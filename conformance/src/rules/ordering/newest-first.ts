import { compareDeclaredOrder } from "../../findings/declared-order.ts";
import { Evidence } from "../../findings/evidence.ts";
import { outOfOrder } from "../../findings/out-of-order.ts";
import { MEMBERS } from "../../profile/live-sessions/members.ts";
import type { ListWords } from "../../profile/words.ts";
import { undisturbed } from "../../questions/walks.ts";
import { isInProgress } from "../../reading/live-sessions/progress.ts";
import { compareInstants } from "../../reading/rfc3339.ts";
import { type PlacedItem, placedItems } from "../../reading/walks.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause ordering.newest-first. Sessions in progress have a rule of their own. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only", "mock"],
  reads: undisturbed,
  explanation: ({ sortKey }) => ({
    why: "A client that reads the first page wants the newest sessions, and a keyset cursor over another order skips rows.",
    probe: "Every walk, page after page: each session is compared with the one before it, across page boundaries too.",
    example: "A session created at 10:00:00Z is followed by one created at 10:05:00Z.",
    remedy: `Order by ${sortKey} descending, then by the id; order by the stored instant, not by its text, its local time or ${MEMBERS.updatedAt}.`,
  }),
  forLists: {
    title: "Over a whole walk, items stand in the order that is declared.",
    facts: ["order"],
  },
  judge(view) {
    const evidence = new Evidence();
    if (!view.isLiveSessions) {
      compareDeclaredOrder(view, evidence, view.profile.order ?? []);
      return evidence.finding("no two items that a sort key tells apart were seen on a walk");
    }
    for (const walk of view.undisturbedWalks) {
      const ended = placedItems(walk).filter((item) => !isInProgress(item.members));
      for (const [index, next] of ended.entries()) {
        const previous = ended[index - 1];
        if (previous) comparePair(walk.words, evidence, previous, next);
      }
    }
    return evidence.finding(`no two sessions with different ${view.words.sortKey} were seen on a walk`);
  },
};

function comparePair(words: ListWords, evidence: Evidence, previous: PlacedItem, next: PlacedItem): void {
  if (!previous.sortTime || !next.sortTime) return;
  const order = compareInstants(previous.sortTime, next.sortTime);
  if (order === 0) return;
  evidence.compare(order > 0 ? undefined : outOfOrder(words, previous, next));
}
