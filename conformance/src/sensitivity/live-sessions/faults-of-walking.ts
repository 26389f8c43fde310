import type { View } from "../../reading/view.ts";
import type { Exchange } from "../../recording/exchange.ts";
import {
  type Boundary,
  boundariesOf,
  type EditablePage,
  editPage,
  pageOf,
  planting,
  tiedBoundariesOf,
  withoutRestOfSecond,
  withStatus,
} from "./editing.ts";
import type { PlantedFault, Planting } from "./planted-fault.ts";

const NO_TIES = "no page boundary inside a group of equal created_at";
const NO_BOUNDARY = "no walk over more than one page";
/** Pages after which limits on how deep a walk may go are met. */
const DEEP = 25;
const NO_WALK = "no walk that ended";

/** Order and walking: what cursors, sorts and offsets get wrong. */
export const faultsOfWalking: readonly PlantedFault[] = [
  atBoundary("tie-dropped", ["pagination.exactly-once"], tiedBoundariesOf, NO_TIES, (_, after) => after.data.shift()),
  atBoundary("tie-repeated", ["pagination.exactly-once"], tiedBoundariesOf, NO_TIES, repeatLast),
  atBoundary("row-dropped", ["pagination.exactly-once"], boundariesOf, NO_BOUNDARY, (_, after) => after.data.shift()),
  atBoundary("row-repeated", ["pagination.exactly-once"], boundariesOf, NO_BOUNDARY, repeatLast),
  atBoundary("page-repeated", ["pagination.exactly-once"], boundariesOf, NO_BOUNDARY, (before, after) => {
    after.data = before.data;
  }),
  atBoundary(
    "row-moved-to-the-page-before",
    ["pagination.page-size-is-a-ceiling", "pagination.default-is-a-ceiling"],
    boundariesOf,
    NO_BOUNDARY,
    (before, after) => {
      before.data.push(...after.data.splice(0, 1));
    },
  ),
  atBoundary(
    "token-repeated",
    ["pagination.terminates"],
    repeatable,
    "no walk over more than two pages",
    (before, after) => {
      after.next_page_token = before.next_page_token;
    },
  ),
  {
    id: "page-behind-a-token-is-500",
    expected: ["pagination.exactly-once"],
    plant: (view) => first(boundariesOf(view), NO_BOUNDARY, ({ after }) => planting(withStatus(after.exchange, 500))),
  },
  {
    id: "page-left-out",
    expected: ["pagination.exactly-once"],
    plant: (view) =>
      first(
        boundariesOf(view).filter(({ walk, before, after }) => walk.pages[0] === before && walk.pages.at(-1) !== after),
        "no walk over more than two pages",
        ({ after }) => new Map([[after.exchange.id, undefined]]),
      ),
  },
  {
    id: "walk-ends-early",
    expected: ["pagination.exactly-once"],
    plant: (view) => first(boundariesOf(view), NO_BOUNDARY, endedAt),
  },
  {
    id: "tie-longer-than-a-page-is-cut",
    expected: ["pagination.exactly-once"],
    plant: (view) =>
      first(
        tiedBoundariesOf(view).filter(({ before }) => isOfOneSecond(before)),
        "no tie longer than a page",
        withoutRestOfSecond,
      ),
  },
  {
    id: "walk-ends-at-page-25",
    expected: ["pagination.exactly-once"],
    plant: (view) =>
      first(
        boundariesOf(view).filter(({ walk, before }) => walk.pages.indexOf(before) === DEEP - 1),
        `no walk over more than ${DEEP} pages`,
        endedAt,
      ),
  },
  {
    id: "last-row-dropped",
    expected: ["pagination.exactly-once"],
    plant: (view) =>
      first(endedWalks(view), NO_WALK, (walk) => {
        const last = walk.pages.findLast((page) => page.items.length > 0);
        return last ? planting(editPage(last.exchange, (page) => page.data.pop())) : NO_WALK;
      }),
  },
  {
    id: "end-leads-to-the-start",
    expected: ["pagination.terminates"],
    plant: (view) =>
      first(endedWalks(view), NO_WALK, (walk) => {
        const last = walk.pages.at(-1);
        return last
          ? planting(
              editPage(last.exchange, (page) => Object.assign(page, { next_page_token: walk.pages[0]?.nextToken })),
            )
          : NO_WALK;
      }),
  },
  {
    id: "end-is-null",
    expected: ["pagination.end-is-empty-token"],
    plant: (view) =>
      first(endedWalks(view), NO_WALK, (walk) => {
        const last = walk.pages.at(-1);
        return last
          ? planting(editPage(last.exchange, (page) => Object.assign(page, { next_page_token: null })))
          : NO_WALK;
      }),
  },
  inEveryPage(
    "oldest-first",
    ["ordering.newest-first"],
    differs,
    "no page with sessions of different seconds",
    (page) => page.data.reverse(),
  ),
  inPage(
    "neighbours-swapped",
    ["ordering.newest-first"],
    differs,
    "no page with sessions of different seconds",
    (page) => {
      const at = page.data.findIndex(
        (row, index) => index > 0 && row["created_at"] !== page.data[index - 1]?.["created_at"],
      );
      swap(page, at);
    },
  ),
  inPage("ties-swapped", ["ordering.stable-ties"], tied, "no sessions with equal created_at on one page", (page) => {
    const at = page.data.findIndex(
      (row, index) => index > 0 && row["created_at"] === page.data[index - 1]?.["created_at"],
    );
    swap(page, at);
  }),
  inEveryPage(
    "in-progress-first",
    ["ordering.in-progress-by-creation"],
    hasLateProgress,
    "no session in progress below the head of a page",
    (page) => {
      const at = page.data.findIndex(
        (row, index) => index > 0 && isRunning(row) && row["created_at"] !== page.data[0]?.["created_at"],
      );
      page.data.unshift(...page.data.splice(at, 1));
    },
  ),
  inEveryPage(
    "in-progress-left-out",
    ["pagination.exactly-once"],
    (page) => page.data.some(isRunning),
    "no session in progress",
    (page) => {
      page.data = page.data.filter((row) => !isRunning(row));
    },
  ),
];

/** A walk whose page before a boundary says that it is the last. */
function endedAt({ walk, before }: Boundary): Planting {
  const ended = editPage(before.exchange, (page) => {
    page.next_page_token = "";
  });
  const later = walk.pages.slice(walk.pages.indexOf(before) + 1);
  return new Map([...later.map(({ exchange }) => [exchange.id, undefined] as const), [ended.id, ended] as const]);
}

function isOfOneSecond({ items }: Boundary["before"]): boolean {
  return items.length > 1 && items.every(({ sortTime }) => sortTime?.seconds === items[0]?.sortTime?.seconds);
}

type Edit = (before: EditablePage, after: EditablePage) => unknown;

function atBoundary(
  id: string,
  expected: readonly string[],
  find: (view: View) => Boundary[],
  nothing: string,
  edit: Edit,
): PlantedFault {
  return {
    id,
    expected,
    plant: (view) =>
      first(find(view), nothing, ({ before, after }) => {
        let changedAfter = after.exchange;
        const changedBefore = editPage(before.exchange, (one) => {
          changedAfter = editPage(after.exchange, (two) => edit(one, two));
        });
        return planting(changedBefore, changedAfter);
      }),
  };
}

/** Every page that fits, in every walk: a server that sorts or filters wrongly does so in every read. */
function inEveryPage(
  id: string,
  expected: readonly string[],
  fits: (page: EditablePage) => boolean,
  nothing: string,
  edit: (page: EditablePage) => unknown,
): PlantedFault {
  return {
    id,
    expected,
    plant: (view) => {
      const pages = fittingPages(view, fits);
      return pages.length === 0 ? nothing : planting(...pages.map((exchange) => editPage(exchange, edit)));
    },
  };
}

/** The first page that fits: a read that differs from the others. */
function inPage(
  id: string,
  expected: readonly string[],
  fits: (page: EditablePage) => boolean,
  nothing: string,
  edit: (page: EditablePage) => unknown,
): PlantedFault {
  return {
    id,
    expected,
    plant: (view) => first(fittingPages(view, fits), nothing, (exchange) => planting(editPage(exchange, edit))),
  };
}

function fittingPages(view: View, fits: (page: EditablePage) => boolean): Exchange[] {
  return view.pages
    .map(({ exchange }) => exchange)
    .filter(({ purpose }) => purpose.walkId !== undefined)
    .filter((exchange) => fits(pageOf(exchange)));
}

function first<T>(
  candidates: readonly T[],
  nothing: string,
  plant: (candidate: T) => Planting | string,
): Planting | string {
  const [candidate] = candidates;
  return candidate === undefined ? nothing : plant(candidate);
}

// A token is given twice only if another page follows the one that gives it again.
function repeatable(view: View): Boundary[] {
  return boundariesOf(view).filter(({ after }) => after.nextToken !== undefined);
}

function endedWalks(view: View): View["undisturbedWalks"] {
  return view.undisturbedWalks.filter((walk) => walk.isComplete && walk.pages.length > 1);
}

function repeatLast(before: EditablePage, after: EditablePage): void {
  after.data.unshift(...before.data.slice(-1));
  after.data.pop();
}

function swap(page: EditablePage, at: number): void {
  const [one, two] = [page.data[at - 1], page.data[at]];
  if (one && two) page.data.splice(at - 1, 2, two, one);
}

function isRunning(row: Readonly<Record<string, unknown>>): boolean {
  return row["duration"] === undefined || row["duration"] === null;
}

function differs({ data }: EditablePage): boolean {
  const ended = data.filter((row) => !isRunning(row));
  return ended.length === data.length && data.some((row) => row["created_at"] !== data[0]?.["created_at"]);
}

function tied({ data }: EditablePage): boolean {
  return data.some((row, index) => index > 0 && row["created_at"] === data[index - 1]?.["created_at"]);
}

function hasLateProgress({ data }: EditablePage): boolean {
  return data.some((row, index) => index > 0 && isRunning(row) && row["created_at"] !== data[0]?.["created_at"]);
}
