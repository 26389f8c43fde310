import { Evidence } from "../../findings/evidence.ts";
import type { Finding } from "../../findings/finding.ts";
import * as deletions from "../../questions/deletions.ts";
import * as insertions from "../../questions/insertions.ts";
import * as updates from "../../questions/updates.ts";
import { undisturbed } from "../../questions/walks.ts";
import { driftUntil } from "../../reading/drift.ts";
import type { View } from "../../reading/view.ts";
import type { Walk } from "../../reading/walks.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause pagination.no-trailing-empty-page. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only", "mock"],
  reads: [...undisturbed, insertions.after, deletions.after, updates.after],
  dependsOn: ["pagination.exactly-once", "pagination.terminates"],
  explanation: {
    why: 'An empty page costs a request, and user interfaces show "more" where there is none.',
    probe:
      "Walks of entities whose number of sessions is a multiple of the page size, and all others; walks after sessions came, changed and went.",
    example: "100 sessions at page_size=10: page 10 gives a token that leads to an empty page 11.",
    remedy: "Read one row more than the page holds; a token only if that row exists.",
  },
  forLists: {
    title: "No position that a page gives leads to an empty page.",
    styles: ["cursor", "link", "body-link"],
  },
  judge(view) {
    const { cursorFrom, hasMore } = view.profile.paging;
    // Nothing but an empty page says that such a list is at its end.
    if (cursorFrom !== undefined && hasMore === undefined) return endsWithAnEmptyPage;
    const evidence = new Evidence();
    const still = view.walksOf(insertions.after, deletions.after, updates.after);
    for (const walk of [...view.undisturbedWalks, ...still]) {
      for (const [index, page] of walk.pages.entries()) {
        if (index === 0) continue;
        if (page.items.length === 0 && hasGoneBehind(view, walk, index)) {
          evidence.inconclusive("drift", "sessions disappeared from the end of the list while it was read");
          continue;
        }
        evidence.compare(
          page.items.length > 0
            ? undefined
            : {
                message: `The ${walk.words.position} of page ${index} of the walk "${walk.name}" leads to an empty page.`,
                pointer: walk.words.itemsPointer,
                expected: `at least one ${walk.words.item}, or no ${walk.words.position} before`,
                actual: "[]",
                exchanges: [walk.pages[index - 1]?.exchange.id ?? page.exchange.id, page.exchange.id],
              },
        );
      }
    }
    return evidence.finding("no token was followed");
  },
};

const endsWithAnEmptyPage: Finding = {
  outcome: "not-applicable",
  reason: "profile",
  text: "where the position is made from the last item, and nothing says whether more follow, an empty page is the end",
};

// Read-only: what followed when the token was given may have been deleted by its owner before the token was used.
function hasGoneBehind(view: View, walk: Walk, index: number): boolean {
  const listed = new Set(walk.pages.slice(0, index).flatMap((page) => page.items.map(({ id }) => id)));
  const gone = driftUntil(view, walk.collection, "the end of the walks")?.gone ?? [];
  return gone.some(({ id }) => !listed.has(id));
}
