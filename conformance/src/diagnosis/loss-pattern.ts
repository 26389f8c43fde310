import type { ListWords } from "../profile/words.ts";
import type { View } from "../reading/view.ts";
import { type PlacedItem, placedItems, type Walk, type WalkPage } from "../reading/walks.ts";

/** A session that a walk should yield, with what may have kept it out. */
interface Wanted {
  readonly id: string;
  readonly second: number;
  readonly isInProgress: boolean;
  readonly isOfNoLength: boolean;
}

/** A whole walk, what it should have yielded, and what of that it did not. */
interface Losing {
  readonly walk: Walk;
  readonly wanted: readonly Wanted[];
  readonly lost: readonly Wanted[];
}

interface Pattern {
  readonly fits: (walks: readonly Losing[]) => boolean;
  readonly text: string | ((words: ListWords) => string);
}

const MINUTE = 60;

/** What walks lose or repeat, the narrowest pattern first. */
const patterns: readonly Pattern[] = [
  {
    fits: (walks) => walks.some(({ walk }) => repeatedOnOnePage(walk)),
    text: "A session is on one page twice: the query joins a table with several rows per session. Select only from the sessions, or make them distinct before LIMIT applies.",
  },
  {
    fits: (walks) => walks.some(({ walk }) => isOnEveryPage(walk)),
    text: ({ sortKey }) =>
      `One session is on every page: it is added to the result of the query. Leave it where its ${sortKey} puts it.`,
  },
  {
    fits: (walks) => walks.some((each) => goesRound(each.walk) && !repeatsNearAnchors(each)),
    text: "The walk comes back to the newest sessions: the token of the last page leads to the beginning. Return none if nothing follows.",
  },
  {
    fits: (walks) => allLost(walks, ({ isInProgress }) => isInProgress),
    text: "What is missing is in progress, and nothing else is: the query leaves out sessions that have not ended (an inner join with recordings, a condition on the duration or the end).",
  },
  {
    fits: (walks) => allLost(walks, ({ isOfNoLength }) => isOfNoLength),
    text: "What is missing has a duration of 0, and nothing else is: a condition treats 0 as no value.",
  },
  {
    fits: losesTheNewest,
    text: "The query does not see what was just inserted: a bound on the time that excludes the newest, or a replica that lags. Everything that is missing is newer than everything that is listed.",
  },
  {
    fits: (walks) => losing(walks).length > 0 && losing(walks).every(endsEarly),
    text: "The walk ends before the list does, with no token: the check for more rows is wrong. Read one row more than the page shows, also at the maximum size. A page that filters or a lower limit made short may not be the last one.",
  },
  {
    fits: (walks) => losing(walks).length > 0 && losing(walks).every(keepsOneOfEachSecond),
    text: ({ sortKey }) =>
      `Only one session of each second is left: rows go into a map, a set or a GROUP BY on ${sortKey}. Use the id as the key.`,
  },
  {
    fits: (walks) => losing(walks).length > 0 && losing(walks).every(losesTheNextOne),
    text: "The first session after each page is lost: the token is made from the extra row that only shows whether more follow. Make it from the last session shown.",
  },
  {
    fits: (walks) =>
      (losing(walks).length > 0 && losing(walks).every(losesNearAnchors)) || walks.some(repeatsNearAnchors),
    text: "Sessions are lost or repeated only close to the last one of a page: the token stores its time less precisely than the list is sorted (minutes, 32-bit floats, whole seconds without the fraction).",
  },
];

/** Where the cause of lost and repeated sessions usually is, told from which ones they are; undefined where they show no pattern. */
export function likelyOfLosses(view: View): string | undefined {
  const walks = view.undisturbedWalks.flatMap((walk) => losingWalk(view, walk) ?? []);
  const text = patterns.find(({ fits }) => fits(walks))?.text;
  return typeof text === "function" ? text(view.words) : text;
}

function losingWalk(view: View, walk: Walk): Losing | undefined {
  const first = walk.pages[0]?.exchange.id;
  if (!view.known || first === undefined || walk.isWindow) return undefined;
  const wanted = view.known.sessionsAt(walk.collection, first).map(({ id, createdAt, duration }) => ({
    id,
    second: createdAt.seconds,
    isInProgress: duration === undefined,
    isOfNoLength: duration === 0,
  }));
  const seen = new Set(placedItems(walk).map(({ id }) => id));
  return { walk, wanted, lost: walk.isComplete ? wanted.filter(({ id }) => !seen.has(id)) : [] };
}

function losing(walks: readonly Losing[]): Losing[] {
  return walks.filter(({ lost }) => lost.length > 0);
}

/** Every session that is lost is of that kind, and every one of that kind is lost. */
function allLost(walks: readonly Losing[], isOfKind: (session: Wanted) => boolean): boolean {
  const whole = walks.filter(({ walk }) => walk.isComplete);
  const kind = whole.flatMap(({ wanted }) => wanted.filter(isOfKind));
  return (
    kind.length > 0 &&
    whole.every(({ wanted, lost }) => lost.length === wanted.filter(isOfKind).length && lost.every(isOfKind))
  );
}

function repeatedOnOnePage({ pages }: Walk): boolean {
  return pages.some(({ items }) => new Set(items.map(({ id }) => id)).size < items.length);
}

const FEWEST_PAGES = 3;

function isOnEveryPage({ pages }: Walk): boolean {
  const filled = pages.filter(({ items }) => items.length > 1);
  const [first] = filled;
  const shown = filled.map(({ items }) => new Set(items.map(({ id }) => id)));
  const isPinned = (id: string | undefined): boolean => shown.every((ids) => ids.has(id));
  if (filled.length < FEWEST_PAGES || first === undefined || !goesOn(filled)) return false;
  return first.items.some(({ id }) => isPinned(id));
}

/** Each page shows a session that none before it shows: a walk that turns on the spot has some on every page, too. */
function goesOn(pages: readonly WalkPage[]): boolean {
  const seen = new Set<string | undefined>();
  return pages.every(({ items }) => {
    const isNew = items.some(({ id }) => !seen.has(id));
    for (const { id } of items) seen.add(id);
    return isNew;
  });
}

function goesRound(walk: Walk): boolean {
  const placed = placedItems(walk);
  const [newest] = placed;
  const again = placed.findLastIndex(({ id }) => id === newest?.id);
  const before: PlacedItem | undefined = placed[again - 1];
  return again > 0 && (before?.sortTime?.seconds ?? 0) < (newest?.sortTime?.seconds ?? 0);
}

/** What is lost, in any walk, is younger than all that any walk shows. */
function losesTheNewest(walks: readonly Losing[]): boolean {
  const shown = walks.flatMap(({ walk }) => placedItems(walk).flatMap(({ sortTime }) => sortTime?.seconds ?? []));
  const newest = shown.reduce((one, other) => Math.max(one, other), Number.NEGATIVE_INFINITY);
  const lost = losing(walks).flatMap((each) => each.lost);
  return shown.length > 0 && lost.length > 0 && lost.every(({ second }) => second > newest);
}

function endsEarly({ walk, wanted, lost }: Losing): boolean {
  const oldestSeen = placedItems(walk).reduce(
    (oldest, { sortTime }) => Math.min(oldest, sortTime?.seconds ?? oldest),
    Number.POSITIVE_INFINITY,
  );
  return wanted.length > lost.length && lost.every(({ second }) => second <= oldestSeen);
}

function losesTheNextOne({ walk, wanted, lost }: Losing): boolean {
  const boundaries = walk.pages.length - 1;
  if (boundaries < 1 || lost.length > boundaries) return false;
  const seconds = [...new Set(wanted.map(({ second }) => second))].sort((one, other) => other - one);
  const anchors = walk.pages.slice(0, -1).map(({ items }) => items.at(-1)?.sortTime?.seconds ?? 0);
  return lost.every(({ second }) => {
    const place = seconds.indexOf(second);
    return anchors.some((anchor) => anchor === second || seconds[place - 1] === anchor);
  });
}

function keepsOneOfEachSecond({ walk, wanted, lost }: Losing): boolean {
  const bySecond = new Map<number, number>();
  for (const { second } of wanted) bySecond.set(second, (bySecond.get(second) ?? 0) + 1);
  const isTied = lost.every(({ second }) => (bySecond.get(second) ?? 0) > 1);
  const pages = walk.pages.map(({ items }) => items.map(({ sortTime }) => sortTime?.seconds));
  return isTied && pages.every((seconds) => new Set(seconds).size === seconds.length);
}

/** Sessions that come again are not of the second that their page ended with, but of moments before. */
function repeatsNearAnchors({ walk }: Losing): boolean {
  const [first, ...others] = walk.pages.slice(0, -1).flatMap(({ items }, index) => {
    const anchor = items.at(-1)?.sortTime?.seconds ?? 0;
    const ids = new Set(items.map(({ id }) => id));
    const again = walk.pages[index + 1]?.items.filter(({ id }) => ids.has(id)) ?? [];
    return again.map(({ sortTime }) => Math.abs((sortTime?.seconds ?? 0) - anchor));
  });
  const distances = first === undefined ? [] : [first, ...others];
  return distances.some((distance) => distance > 0) && distances.every((distance) => distance <= 2 * MINUTE);
}

function losesNearAnchors({ walk, lost }: Losing): boolean {
  const anchors = walk.pages.slice(0, -1).flatMap(({ items }) => items.at(-1)?.sortTime?.seconds ?? []);
  return lost.every(({ second }) =>
    anchors.some((anchor) => anchor !== second && Math.abs(anchor - second) <= 2 * MINUTE),
  );
}
