import { DEFAULT_PAGE_SIZE } from "../../contract/generated/page-size.ts";
import { Evidence } from "../../findings/evidence.ts";
import * as deletions from "../../questions/deletions.ts";
import * as insertions from "../../questions/insertions.ts";
import type { Question } from "../../questions/question.ts";
import * as updates from "../../questions/updates.ts";
import { undisturbed } from "../../questions/walks.ts";
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
  judge(view) {
    const evidence = new Evidence();
    for (const walk of [...view.undisturbedWalks, ...view.walksOf(...afterwards)]) compareWalk(walk, evidence);
    return evidence.finding("no page that another one follows was seen");
  },
};

function compareWalk(walk: Walk, evidence: Evidence): void {
  for (const [index, page] of walk.pages.entries()) {
    const isFollowed = walk.pages.slice(index + 1).some((later) => later.sessions.length > 0);
    if (!isFollowed) return;
    const size = page.askedSize ?? DEFAULT_PAGE_SIZE;
    evidence.compare(
      page.sessions.length >= size
        ? undefined
        : {
            message: `Page ${index + 1} of the walk "${walk.name}" holds ${page.sessions.length} of ${size} sessions, though more follow.`,
            pointer: "/data",
            expected: `${size} sessions`,
            actual: `${page.sessions.length} sessions and a token`,
            exchanges: [page.exchange.id],
          },
    );
  }
}
