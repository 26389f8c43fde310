import { Evidence } from "../../findings/evidence.ts";
import * as deletions from "../../questions/deletions.ts";
import * as insertions from "../../questions/insertions.ts";
import type { Question } from "../../questions/question.ts";
import * as updates from "../../questions/updates.ts";
import { undisturbed } from "../../questions/walks.ts";
import { listOf } from "../../reading/page-reading.ts";
import type { Walk } from "../../reading/walks.ts";
import type { RuleDefinition } from "../rule.ts";

const afterwards: readonly Question[] = [insertions.after, deletions.after, updates.after];

/** Clause pagination.full-pages. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only"],
  reads: [...undisturbed, ...afterwards],
  dependsOn: ["pagination.exactly-once"],
  explanation: {
    why: "Short pages are lawful, but clients in the field take one for the last and stop.",
    probe: "On every walk, each page that another one with sessions follows is counted.",
    example: "page_size=10 gives 7 sessions and a token that leads to more.",
    remedy: "Filter in the query, not after it; read page_size + 1 rows to know whether more follow.",
  },
  forLists: {
    title: "A page is short only if nothing follows.",
    facts: ["limitParam"],
  },
  judge(view) {
    const evidence = new Evidence();
    for (const walk of [...view.undisturbedWalks, ...view.walksOf(...afterwards)]) compareWalk(walk, evidence);
    return evidence.finding("no page that another one follows was seen");
  },
};

function compareWalk(walk: Walk, evidence: Evidence): void {
  const { items, itemsPointer, position } = walk.words;
  for (const [index, page] of walk.pages.entries()) {
    const isFollowed = walk.pages.slice(index + 1).some((later) => later.items.length > 0);
    if (!isFollowed) return;
    const size = page.askedSize ?? listOf(page.exchange).profile.size.default;
    if (size === undefined) return;
    evidence.compare(
      page.items.length >= size
        ? undefined
        : {
            message: `Page ${index + 1} of the walk "${walk.name}" holds ${page.items.length} of ${size} ${items}, though more follow.`,
            pointer: itemsPointer,
            expected: `${size} ${items}`,
            actual: `${page.items.length} ${items} and a ${position}`,
            exchanges: [page.exchange.id],
          },
    );
  }
}
