import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from "../contract/generated/page-size.ts";
import type { WalkQuestion } from "../questions/question.ts";
import * as questions from "../questions/walks.ts";
import { parseInstant } from "../reading/rfc3339.ts";
import { valueText } from "../reading/value-text.ts";
import type { Experiment } from "./experiment.ts";
import type { ExperimentContext } from "./experiment-context.ts";
import { type WalkedPage, walk } from "./walk.ts";

type Row = Readonly<Record<string, unknown>>;

const smallEnoughForOnes = 40;
const smallEnoughForDefault = 300;

/**
 * Walks of somebody's own entity, whose sessions nobody told us: a first walk in the largest pages is the reference, and the
 * others must agree with it. Where the list is long, windows are walked, chosen so that equal seconds meet a page boundary.
 */
export const readOnlyWalks: Experiment = {
  id: "walks",
  modes: ["read-only"],
  async run(context) {
    const most = Math.max(2, Math.floor(maxPagesOf(context) * 0.4));
    const reference = await walkReference(context, questions.reference, most);
    const rows = reference.flatMap((page) => page.sessions);
    if (reference.length === most && reference.at(-1)?.nextToken !== undefined) {
      context.leftOut.push(`sessions beyond the first ${rows.length}: the reference walk stopped after ${most} pages`);
    }
    await walkWindows(context, rows.length);
    const deepest = await walkAcrossTies(context, rows);
    for (const entity of ["sibling", "empty"]) {
      if (context.has(entity)) await window(context, entity, 7, 3);
    }
    const pages = Math.min(most, Math.max(3, Math.ceil(deepest / MAX_PAGE_SIZE) + 1));
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
  return walk(context, { question, entity: "populated", sizes: [MAX_PAGE_SIZE], maxPages });
}

async function walkWindows(context: ExperimentContext, rows: number): Promise<void> {
  const plan: readonly (readonly [size: number | undefined, sessions: number])[] = [
    [undefined, rows <= smallEnoughForDefault ? rows : 60],
    [1, rows <= smallEnoughForOnes ? rows : 25],
    [2, 40],
    [7, 70],
    [10, 60],
  ];
  for (const [size, sessions] of plan) {
    const pages = Math.ceil(Math.min(rows, sessions) / (size ?? DEFAULT_PAGE_SIZE)) + 1;
    if (sessions < rows)
      context.leftOut.push(
        `at page size ${size ?? "default"}, sessions beyond the first ${(pages - 1) * (size ?? DEFAULT_PAGE_SIZE)}`,
      );
    await window(context, "populated", size, pages);
  }
  const sizes = Array.from({ length: 8 }, () => 1 + context.random.below(9));
  await walk(context, {
    question: questions.atMixedSizes(questions.window, "populated"),
    entity: "populated",
    sizes,
    maxPages: sizes.length,
  });
}

async function window(
  context: ExperimentContext,
  entity: string,
  size: number | undefined,
  maxPages: number,
): Promise<WalkedPage[]> {
  return walk(context, { question: questions.atSize(questions.window, entity, size), entity, sizes: [size], maxPages });
}

/** Page boundaries inside up to five groups of equal seconds, wherever in the list they stand. @returns how deep that went */
async function walkAcrossTies(context: ExperimentContext, rows: readonly Row[]): Promise<number> {
  const indexes = indexesOfTies(rows).slice(0, 5);
  for (const index of indexes) {
    const hundreds = Math.floor(index / MAX_PAGE_SIZE);
    const sizes = [...Array.from({ length: hundreds }, () => MAX_PAGE_SIZE), (index % MAX_PAGE_SIZE) + 1, 5];
    await walk(context, {
      question: questions.withBoundaryAfter(questions.window, "populated", index + 1),
      entity: "populated",
      sizes,
      maxPages: hundreds + 2,
    });
  }
  return indexes.at(-1) ?? 0;
}

function indexesOfTies(rows: readonly Row[]): number[] {
  const seconds = rows.map((row) => parseInstant(valueText(row["created_at"]))?.seconds);
  return seconds.flatMap((second, index) => {
    const tiesWithNext = second !== undefined && second === seconds[index + 1];
    return tiesWithNext && second !== seconds[index - 1] ? [index] : [];
  });
}

function maxPagesOf(context: ExperimentContext): number {
  return context.run.sender.budget;
}
