import { Evidence } from "../../findings/evidence.ts";
import type { Failure } from "../../findings/finding.ts";
import { nameItem, namePlaced } from "../../findings/naming.ts";
import { wantedAt } from "../../findings/wanted-items.ts";
import { brokenOff, missingFrom, repeatedIn } from "../../findings/whole-walk.ts";
import { MEMBERS } from "../../profile/live-sessions/members.ts";
import * as updates from "../../questions/updates.ts";
import type { View } from "../../reading/view.ts";
import { placedItems, type Walk, walkedPages } from "../../reading/walks.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause ordering.unmoved-by-update. */
export const rule: RuleDefinition = {
  modes: ["provisioned"],
  needs: ["update"],
  reads: [updates.walkBefore, updates.during, updates.walkAfter],
  dependsOn: ["pagination.exactly-once", "ordering.newest-first"],
  explanation: {
    why: "Sessions end all the time. If that moves them, every walk that is under way loses or repeats one.",
    probe:
      "During a walk, sessions that were seen, the anchor and some still to come are ended and changed; the order before, during and after is compared.",
    example: "A session that ended between two pages moved to the head and is missing from the walk.",
    remedy: `Order by ${MEMBERS.createdAt} alone (with the id); look the anchor's position up in the token, not in the row as it is now.`,
  },
  judge(view) {
    const evidence = new Evidence();
    compareDuring(view, evidence);
    const before = view.walk(updates.walkBefore);
    const after = view.walk(updates.walkAfter);
    // Where nothing stood, nothing moves.
    if (before?.isComplete && after?.isComplete && walkedPages(before) > 0) evidence.compare(moved(before, after));
    return evidence.finding("no walk with changed sessions could be read");
  },
};

function compareDuring(view: View, evidence: Evidence): void {
  const walk = view.walk(updates.during);
  const start = walk?.pages[0]?.exchange.id;
  if (!walk || start === undefined) return;
  const off = brokenOff(walk, evidence);
  if (off) evidence.compare(off);
  else if (!walk.brokenOff) evidence.compare(repeatedIn(walk) ?? missingFrom(walk, wantedAt(view, "updating", start)));
}

function moved(before: Walk, after: Walk): Failure | undefined {
  const [was, is] = [placedItems(before), placedItems(after)];
  const at = was.findIndex((item, index) => item.id !== is[index]?.id);
  const [wanted, got] = [was[at], is[at]];
  if (!wanted) return undefined;
  return {
    message: `The order is another after some sessions changed: ${got ? namePlaced(got) : "nothing"} stands where ${namePlaced(wanted)} stood.`,
    pointer: got?.pointer ?? "/data",
    expected: nameItem(wanted),
    actual: got ? nameItem(got) : "no session",
    exchanges: [wanted.page.exchange.id, (got ?? wanted).page.exchange.id],
    sessions: [wanted.id ?? "", got?.id ?? ""],
  };
}
