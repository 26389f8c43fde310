import { compareInstants } from "../reading/rfc3339.ts";
import type { View } from "../reading/view.ts";
import { type PlacedItem, placedItems, type Walk, type WalkPage } from "../reading/walks.ts";

/** One page of a walk and the next, where both list sessions and what the walk should have yielded is known. */
export interface Boundary {
  readonly walk: Walk;
  readonly before: WalkPage;
  readonly after: WalkPage;
  /** Sessions of the anchor's instant that the walk lost. */
  readonly lostTies: number;
  /** Sessions of the anchor's instant that both pages list. */
  readonly repeatedTies: number;
  /** True when the walk had more sessions of that instant behind the page. */
  readonly isInsideTie: boolean;
}

/** What undisturbed walks lost and repeated, and how much of it at ties on page boundaries. */
export interface Boundaries {
  readonly all: readonly Boundary[];
  readonly lost: number;
  readonly repeated: number;
  readonly lostTies: number;
  readonly repeatedTies: number;
}

/** Looks at every page boundary of whole walks during which nothing was changed. One without an end lost nothing that is known. */
export function readBoundaries(view: View): Boundaries {
  const walks = view.undisturbedWalks.filter(
    ({ isWindow, brokenOff, pages }) => !brokenOff && !isWindow && pages.length > 1,
  );
  const read = walks.flatMap((walk) => readWalk(view, walk) ?? []);
  const all = read.flatMap(({ boundaries }) => boundaries);
  const sum = (of: (boundary: Boundary) => number): number => all.reduce((total, boundary) => total + of(boundary), 0);
  return {
    all,
    lost: read.reduce((total, { lost }) => total + lost, 0),
    repeated: read.reduce((total, { repeated }) => total + repeated, 0),
    lostTies: sum(({ lostTies }) => lostTies),
    repeatedTies: sum(({ repeatedTies }) => repeatedTies),
  };
}

interface ReadWalk {
  readonly boundaries: readonly Boundary[];
  readonly lost: number;
  readonly repeated: number;
}

function readWalk(view: View, walk: Walk): ReadWalk | undefined {
  const first = walk.pages[0]?.exchange.id ?? 0;
  const wanted = wantedOf(view, walk, first);
  if (!wanted) return undefined;
  const placed = placedItems(walk);
  const seen = new Map<string | undefined, number>();
  for (const { id } of placed) seen.set(id, (seen.get(id) ?? 0) + 1);
  const lost = walk.isComplete ? [...wanted].filter(([id]) => !seen.has(id)) : [];
  const lostIn = countsOf(lost.map(([, second]) => second));
  const left = countsOf(wanted.values());
  const shown = new Set<string>();
  const boundaries = walk.pages.slice(0, -1).flatMap((before, index): Boundary[] => {
    const after = walk.pages[index + 1];
    const anchor = before.items.at(-1);
    const onPage = new Set(before.items.map(({ id }) => id));
    for (const id of onPage) {
      const second = id === undefined || shown.has(id) ? undefined : wanted.get(id);
      if (id === undefined || second === undefined) continue;
      shown.add(id);
      left.set(second, (left.get(second) ?? 0) - 1);
    }
    if (!after || !anchor?.sortTime) return [];
    const instant = String(anchor.sortTime.seconds);
    const repeatedTies = after.items.filter(
      ({ id, sortTime }) => String(sortTime?.seconds) === instant && onPage.has(id),
    ).length;
    const isInsideTie = (left.get(instant) ?? 0) > 0;
    return [{ walk, before, after, lostTies: lostIn.get(instant) ?? 0, repeatedTies, isInsideTie }];
  });
  return {
    boundaries: withEachLossOnce(boundaries),
    lost: lost.length,
    repeated: placed.length - seen.size,
  };
}

function countsOf(values: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

// Two boundaries inside one tie would both count what it lost.
function withEachLossOnce(boundaries: readonly Boundary[]): Boundary[] {
  const counted = new Set<string>();
  return boundaries.map((boundary) => {
    const instant = String(boundary.before.items.at(-1)?.sortTime?.seconds);
    if (counted.has(instant)) return { ...boundary, lostTies: 0 };
    counted.add(instant);
    return boundary;
  });
}

/** Id and second of what a walk should yield: as it is known, or read-only as the walk in the largest pages listed it. */
function wantedOf(view: View, walk: Walk, at: number): ReadonlyMap<string, string> | undefined {
  if (view.known) {
    const known = view.known.sessionsAt(walk.collection, at);
    return new Map(known.map(({ id, createdAt }) => [id, String(createdAt.seconds)]));
  }
  const reference = view.walks.find(
    ({ isWindow, collection, brokenOff }) => isWindow && collection === walk.collection && !brokenOff,
  );
  if (!reference?.isComplete) return undefined;
  return new Map(
    placedItems(reference).flatMap(({ id, sortTime }) => (id && sortTime ? [[id, String(sortTime.seconds)]] : [])),
  );
}

/** True when a walk lists no session before a newer one. */
export function isNewestFirst(walk: Walk): boolean {
  const placed: readonly PlacedItem[] = placedItems(walk);
  return placed.every(({ sortTime }, index) => {
    const previous = placed[index - 1]?.sortTime;
    return !sortTime || !previous || compareInstants(previous, sortTime) >= 0;
  });
}

/** True when sessions of one instant stand in the order of their ids, rising or falling, wherever they were listed on one page. */
export function areTiesInOrderOfIds(view: View): boolean {
  const directions = new Set<boolean>();
  for (const page of view.undisturbedWalks.flatMap(({ pages }) => pages)) {
    for (const [index, { id = "", sortTime }] of page.items.entries()) {
      const previous = page.items[index - 1];
      const isTie = previous?.sortTime !== undefined && previous.sortTime.seconds === sortTime?.seconds;
      if (isTie && previous.id !== id) directions.add(id.localeCompare(previous.id ?? "") > 0);
    }
  }
  return directions.size === 1;
}

/** An example for a reader: the page, the instant, and where. */
export function describe({ walk, before }: Boundary): string {
  const anchor = before.items.at(-1);
  return `in the walk "${walk.name}", after the page that ends with ${walk.words.sortKey} ${anchor?.sortValue}`;
}

/** The first of the boundaries of each walk: one that has gone back once may go round, and what it meets then shows little. */
export function firstOfEachWalk(boundaries: readonly Boundary[]): Boundary[] {
  return boundaries.filter(({ walk }, index) => boundaries.findIndex((one) => one.walk === walk) === index);
}

/** True when the last session of a page is on the next one, too. */
export function hasAnchorAgain({ before, after }: Boundary): boolean {
  return after.items.some(({ id }) => id === before.items.at(-1)?.id);
}

/** True when the next page lists sessions of the anchor's second that the page does not. */
export function hasNewTies({ before, after, repeatedTies }: Boundary): boolean {
  const second = before.items.at(-1)?.sortTime?.seconds;
  return after.items.filter(({ sortTime }) => sortTime?.seconds === second).length > repeatedTies;
}
