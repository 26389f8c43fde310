import { Evidence } from "../../findings/evidence.ts";
import type { Failure } from "../../findings/finding.ts";
import { nameItem } from "../../findings/naming.ts";
import { compareOneOrder } from "../../findings/one-order.ts";
import { undisturbed } from "../../questions/walks.ts";
import { type PlacedItem, placedItems, type Walk } from "../../reading/walks.ts";
import type { RuleDefinition } from "../rule.ts";

interface Seen {
  readonly walk: string;
  readonly first: PlacedItem;
  readonly second: PlacedItem;
}

/** Pairs of sessions that are compared, each with each; where there are more, neighbours alone are. */
const MAX_PAIRS = 200_000;

/** Where a session of a tie was first seen. */
interface Place {
  readonly walk: Walk;
  readonly index: number;
  readonly item: PlacedItem;
}

/** Clause ordering.stable-ties. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only"],
  reads: undisturbed,
  explanation: ({ sortKey }) => ({
    why: "Two sessions of one second that swap between two reads are the row that a page boundary loses.",
    probe: `For every two sessions with equal ${sortKey}, their order is compared over all walks, whatever the page size.`,
    example: "At page size 2 session A stands before B, at page size 10 B before A; both were created at 10:00:00Z.",
    remedy: "Break ties by a unique column in ORDER BY, the id say, and keep it in the cursor in the same direction.",
  }),
  forLists: {
    title: "Two items keep one order, in every read and across page boundaries.",
    facts: ["id"],
  },
  judge(view) {
    const evidence = new Evidence();
    if (!view.isLiveSessions) {
      compareOneOrder(view, evidence);
      return evidence.finding("no two items were seen on two walks");
    }
    const orders = new Map<string, Seen>();
    const places = new Map<string | undefined, Place>();
    const long = new Set<string>();
    for (const walk of view.undisturbedWalks) {
      for (const [key, group] of tieGroups(walk)) {
        if (orders.size + group.length ** 2 / 2 > MAX_PAIRS) long.add(key);
        if (long.has(key)) compareNeighbours(evidence, places, walk, group);
        else compareGroup(evidence, orders, walk, group);
        notePlaces(places, walk, group);
      }
    }
    return evidence.finding(`no two sessions with equal ${view.words.sortKey} were seen on two walks`);
  },
};

function compareGroup(evidence: Evidence, orders: Map<string, Seen>, walk: Walk, group: readonly PlacedItem[]): void {
  for (const [index, first] of group.entries()) {
    for (const second of group.slice(index + 1)) {
      if (first.id === undefined || second.id === undefined || first.id === second.id) continue;
      const reversed = orders.get(`${second.id} ${first.id}`);
      if (reversed) evidence.compare(swapped(reversed, { walk: walk.name, first, second }));
      else if (orders.has(`${first.id} ${second.id}`)) evidence.compare(undefined);
      else orders.set(`${first.id} ${second.id}`, { walk: walk.name, first, second });
    }
  }
}

// A server that lists ten thousand sessions of one second would have fifty million pairs of them.
function compareNeighbours(
  evidence: Evidence,
  places: ReadonlyMap<string | undefined, Place>,
  walk: Walk,
  group: readonly PlacedItem[],
): void {
  let previous: Place | undefined;
  let first: PlacedItem | undefined;
  for (const second of group) {
    const place = places.get(second.id);
    if (!place) continue;
    if (first && previous?.walk === place.walk)
      evidence.compare(
        previous.index < place.index
          ? undefined
          : swapped(
              { walk: place.walk.name, first: place.item, second: previous.item },
              { walk: walk.name, first, second },
            ),
      );
    previous = place;
    first = second;
  }
}

function notePlaces(places: Map<string | undefined, Place>, walk: Walk, group: readonly PlacedItem[]): void {
  for (const [index, item] of group.entries())
    if (item.id !== undefined && !places.has(item.id)) places.set(item.id, { walk, index, item });
}

function tieGroups(walk: Walk): (readonly [instant: string, group: PlacedItem[]])[] {
  const groups = new Map<string, PlacedItem[]>();
  const seen = new Set<string | undefined>();
  for (const item of placedItems(walk)) {
    // A session that comes again is another rule's matter, and stands where it was first seen.
    if (!item.sortTime || seen.has(item.id)) continue;
    seen.add(item.id);
    const key = `${item.sortTime.seconds}.${item.sortTime.nanoseconds}`;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups].filter(([, group]) => group.length > 1);
}

function swapped(before: Seen, now: Seen): Failure {
  return {
    message: `${nameItem(now.first)} stands before ${nameItem(now.second)} in the walk "${now.walk}", but after it in the walk "${before.walk}".`,
    pointer: now.first.pointer,
    expected: `${String(before.first.id)} before ${String(before.second.id)}, as in the earlier walk`,
    actual: `${String(now.first.id)} before ${String(now.second.id)}`,
    exchanges: [
      ...new Set([
        before.first.page.exchange.id,
        before.second.page.exchange.id,
        now.first.page.exchange.id,
        now.second.page.exchange.id,
      ]),
    ],
    sessions: [now.first.id ?? "", now.second.id ?? ""],
  };
}
