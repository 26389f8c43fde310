import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from "../contract/generated/page-size.ts";
import { valueAt } from "../profile/json-pointer.ts";
import type { ListProfile } from "../profile/list-profile.ts";
import { LIVE_SESSIONS } from "../profile/live-sessions/live-sessions-profile.ts";
import { wordsOf } from "../profile/words.ts";
import type { WalkQuestion } from "../questions/question.ts";
import * as questions from "../questions/walks.ts";
import { parseInstant } from "../reading/rfc3339.ts";
import type { Experiment } from "./experiment.ts";
import type { ExperimentContext } from "./experiment-context.ts";
import { itemsOf } from "./quick-reading.ts";
import { type WalkedPage, walk } from "./walk.ts";

const SMALL_ENOUGH_FOR_ONES = 40;
const SMALL_ENOUGH_FOR_DEFAULT = 300;

/**
 * Walks of somebody's own collection, whose sessions nobody told us: a first walk in the largest pages is the reference, and the
 * others must agree with it. Where the list is long, windows are walked, chosen so that equal seconds meet a page boundary.
 */
export const readOnlyWalks: Experiment = {
  id: "walks",
  modes: ["read-only"],
  async run(context) {
    const most = Math.max(2, Math.floor(maxPagesOf(context) * 0.4));
    const reference = await walkReference(context, questions.reference, most);
    const keys = reference.flatMap(({ raw }) => itemsOf(raw).map((item) => tieOf(context.run.list.profile, item)));
    if (reference.length === most && reference.at(-1)?.nextToken !== undefined) {
      context.leftOut.push(
        `${wordsOf(context.run.list.profile).items} beyond the first ${keys.length}: the reference walk stopped after ${most} pages`,
      );
    }
    await walkWindows(context, keys.length);
    const deepest = await walkAcrossTies(context, keys);
    for (const collection of ["sibling", "empty"]) {
      if (context.has(collection)) await window(context, collection, 7, 3);
    }
    const pages = Math.min(most, Math.max(3, Math.ceil(deepest / (largestSize(context) ?? MAX_PAGE_SIZE)) + 1));
    await walkReference(context, questions.referenceAgain, pages);
  },
};

/** The beginning of the list once more when all else has been asked: what is gone by then was deleted by its owner. */
export const closing: Experiment = {
  id: "closing",
  isLast: true,
  modes: ["read-only"],
  async run(context) {
    await walkReference(context, questions.referenceAtTheEnd, 3);
  },
};

/** The beginning of the list in the largest pages. */
export function walkReference(
  context: ExperimentContext,
  question: WalkQuestion,
  maxPages: number,
): Promise<WalkedPage[]> {
  const largest = largestSize(context);
  const name = question.walk.name.replace(String(MAX_PAGE_SIZE), String(largest ?? "the default size"));
  const asked = { ...question, walk: { ...question.walk, name } };
  return walk(context, { question: asked, collection: "populated", sizes: [largest], maxPages });
}

/** The largest size that the list takes, as far as that is known; undefined where it takes none. */
function largestSize({ run }: ExperimentContext): number | undefined {
  const { paging, size } = run.list.profile;
  return paging.limitParam === undefined ? undefined : Math.min(size.maximum ?? MAX_PAGE_SIZE, MAX_PAGE_SIZE);
}

async function walkWindows(context: ExperimentContext, rows: number): Promise<void> {
  const isOwn = context.run.list.profile.name === LIVE_SESSIONS;
  const plan: readonly (readonly [size: number | undefined, sessions: number])[] = [
    [undefined, rows <= SMALL_ENOUGH_FOR_DEFAULT ? rows : 60],
    [1, rows <= SMALL_ENOUGH_FOR_ONES ? rows : 25],
    [2, 40],
    // Of a list that nobody provisioned, what a boundary loses may be deep in it.
    [7, isOwn ? 70 : 1400],
    [10, 60],
  ];
  for (const [size, sessions] of plan.filter(([one]) => isWithinBounds(context, one))) {
    const pages = Math.ceil(Math.min(rows, sessions) / (size ?? DEFAULT_PAGE_SIZE)) + 1;
    if (sessions < rows)
      context.leftOut.push(
        `at page size ${size ?? "default"}, ${wordsOf(context.run.list.profile).items} beyond the first ${(pages - 1) * (size ?? DEFAULT_PAGE_SIZE)}`,
      );
    await window(context, "populated", size, pages);
  }
  if (!mayChangeSize(context)) return;
  const sizes = Array.from({ length: 8 }, () => 1 + context.random.below(9));
  await walk(context, {
    question: questions.atMixedSizes(questions.window, "populated"),
    collection: "populated",
    sizes,
    maxPages: sizes.length,
  });
}

/** True for a size that the list takes; undefined, the default, it always does. */
function isWithinBounds({ run }: ExperimentContext, one: number | undefined): boolean {
  const { paging, size } = run.list.profile;
  if (one === undefined) return true;
  return paging.limitParam !== undefined && one >= (size.minimum ?? 1) && one <= (size.maximum ?? MAX_PAGE_SIZE);
}

/** True where the size may change on the way: a page number means another place then, and a link holds its size. */
function mayChangeSize({ run }: ExperimentContext): boolean {
  const { style, limitParam } = run.list.profile.paging;
  return limitParam !== undefined && (style === "cursor" || style === "offset");
}

async function window(
  context: ExperimentContext,
  collection: string,
  size: number | undefined,
  maxPages: number,
): Promise<WalkedPage[]> {
  return walk(context, {
    question: questions.atSize(questions.window, collection, size),
    collection,
    sizes: [size],
    maxPages,
  });
}

/** Page boundaries inside up to five groups of equal seconds, wherever in the list they stand. @returns how deep that went */
async function walkAcrossTies(context: ExperimentContext, keys: readonly (string | undefined)[]): Promise<number> {
  const largest = largestSize(context);
  if (largest === undefined || !mayChangeSize(context)) return 0;
  const indexes = indexesOfTies(keys).slice(0, 5);
  for (const index of indexes) {
    const hundreds = Math.floor(index / largest);
    const sizes = [...Array.from({ length: hundreds }, () => largest), (index % largest) + 1, 5];
    await walk(context, {
      question: questions.withBoundaryAfter(questions.window, "populated", index + 1),
      collection: "populated",
      sizes,
      maxPages: hundreds + 2,
    });
  }
  return indexes.at(-1) ?? 0;
}

function indexesOfTies(keys: readonly (string | undefined)[]): number[] {
  return keys.flatMap((key, index) => {
    const tiesWithNext = key !== undefined && key === keys[index + 1];
    return tiesWithNext && key !== keys[index - 1] ? [index] : [];
  });
}

// Times of one second may be equal where the server sorts by them, whatever fraction it shows.
function tieOf({ order }: ListProfile, item: unknown): string | undefined {
  const [first] = order ?? [];
  const value = first && valueAt(item, first.pointer);
  if (typeof value === "number") return String(value);
  if (typeof value !== "string") return undefined;
  return String(parseInstant(value)?.seconds ?? value);
}

function maxPagesOf(context: ExperimentContext): number {
  return context.run.sender.budget;
}
