import { compareTotal } from "../../findings/declared-total.ts";
import { Evidence } from "../../findings/evidence.ts";
import { nameInstant } from "../../findings/naming.ts";
import { referenceRows } from "../../findings/reference-walk.ts";
import { wantedAt } from "../../findings/wanted-items.ts";
import { brokenOff, missingFrom, repeatedIn, type Wanted } from "../../findings/whole-walk.ts";
import { ofTheWalk } from "../../questions/examples.ts";
import { isAskedBy } from "../../questions/question.ts";
import * as walks from "../../questions/walks.ts";
import { driftUntil } from "../../reading/drift.ts";
import { readPage } from "../../reading/page-reading.ts";
import type { View } from "../../reading/view.ts";
import { placedItems, type Walk, walkedPages } from "../../reading/walks.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause pagination.exactly-once: the heart of the suite. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only", "mock"],
  reads: [...walks.undisturbed, walks.referenceAtTheEnd, ofTheWalk],
  explanation: ({ sortKey }) => ({
    why: "The durations of the sessions add up to billed minutes: a session that a list drops is not billed, one that it repeats is billed twice.",
    probe: `Walks at the default size, at 5, 7, 10, 100, one at a time through ties, and at random sizes are compared with the sessions that are known (provisioned) or with each other (read-only). Groups of equal ${sortKey} straddle the page boundaries.`,
    example: "At page size 5, the second of two sessions created at 10:00:00Z is on no page.",
    remedy: `Keep ${sortKey} and the id in the cursor and compare both: (${sortKey}, id) < (?, ?). With ${sortKey} alone, < drops rows of the same second and <= repeats them.`,
  }),
  forLists: {
    title: "A walk at any page size yields every item exactly once.",
    facts: ["id"],
  },
  judge(view) {
    const evidence = new Evidence();
    for (const walk of view.undisturbedWalks) {
      judgeWalk(view, walk, evidence);
    }
    return evidence.finding("no walk went over more than one page of sessions that were known before it");
  },
};

function judgeWalk(view: View, walk: Walk, evidence: Evidence): void {
  const failure = brokenOff(walk, evidence) ?? repeatedIn(walk);
  if (failure) evidence.compare(failure);
  else if (!walk.brokenOff) judgeWhole(view, walk, evidence);
  if (!failure) compareTotal(view, walk, evidence);
}

function judgeWhole(view: View, walk: Walk, evidence: Evidence): void {
  const start = walk.pages[0]?.exchange.id;
  const wanted = start === undefined ? undefined : wantedOf(view, walk, start);
  if (wanted === undefined || (wanted.length < 2 && walkedPages(walk) < 2)) return;
  // With nothing to lose no walk loses anything: read-only, all that it yields may have begun since the reference was read.
  if (wanted.length === 0) return;
  const gone = goneFrom(view, walk.collection);
  const missing = missingFrom(
    walk,
    wanted.filter(({ id }) => !gone.has(id)),
  );
  if (!missing && missingFrom(walk, wanted)) {
    const item = view.isLiveSessions ? "a session" : `an ${view.words.item}`;
    evidence.inconclusive("drift", `${item} disappeared from the list while it was read`);
  } else if (missing || walkedPages(walk) > 1) evidence.compare(missing);
}

function wantedOf(view: View, walk: Walk, start: number): readonly Wanted[] | undefined {
  if (view.mode === "provisioned")
    return walk.isWindow ? newerThanTheLast(view, walk, start) : wantedAt(view, walk.collection, start);
  if (view.mode === "mock") return exampleSessions(view);
  // The reference has nothing to be compared with but itself.
  return walk.collection === "populated" && !isAskedBy(walk.purpose, walks.reference)
    ? referenceRows(view, walk)
    : undefined;
}

// A walk that was cut short must have yielded all that is newer than where it stopped.
function newerThanTheLast(view: View, walk: Walk, start: number): Wanted[] {
  const last = placedItems(walk).at(-1)?.sortTime;
  return wantedAt(view, walk.collection, start).filter(
    ({ createdAt }) => last !== undefined && createdAt > nameInstant(last),
  );
}

/** Mock mode: the sessions of the examples that belong to the walk. */
function exampleSessions(view: View): Wanted[] {
  return view.of(ofTheWalk).flatMap((exchange) => {
    const page = readPage(exchange);
    if ("unreadable" in page) return [];
    return page.items.map(({ id, sortValue }) => ({ id: id ?? "?", createdAt: sortValue }));
  });
}

// Read-only: a session that a last walk does not show either was deleted by its owner. A replica that lags may show it once more
// at the end of the walks, and no longer at the end of the run.
function goneFrom(view: View, collection: string): ReadonlySet<string | undefined> {
  const ends = ["the end of the walks", "the end"] as const;
  return new Set(ends.flatMap((end) => driftUntil(view, collection, end)?.gone.map(({ id }) => id) ?? []));
}
