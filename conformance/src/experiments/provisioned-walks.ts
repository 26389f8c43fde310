import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from "../contract/generated/page-size.ts";
import type { Question } from "../questions/question.ts";
import { lateReplay } from "../questions/tokens.ts";
import * as questions from "../questions/walks.ts";
import { LARGE } from "../scenario/live-sessions/scenario.ts";
import type { Experiment } from "./experiment.ts";
import type { ExperimentContext } from "./experiment-context.ts";
import { POSITION, SIZE } from "./list-request.ts";
import { earlyToken } from "./repeats.ts";
import { type WalkedPage, walk } from "./walk.ts";

/** Walks of collections whose sessions are known, at every size that matters and at sizes that change on the way. */
export const provisionedWalks: readonly Experiment[] = [
  {
    id: "walks",
    modes: ["provisioned"],
    async run(context) {
      // At the default size as a number it is walked compressed.
      await walkAt(context, questions.whole, ["populated", 20], undefined);
      const largest = await walkAt(context, questions.whole, ["populated", 20], MAX_PAGE_SIZE);
      const isOneEach = largest.length > 1 && largest.every(({ itemIds }) => itemIds.length <= 1);
      if (isOneEach)
        context.leftOut.push(`other walks of "populated": at page size ${MAX_PAGE_SIZE} no page holds two`);
      else for (const size of [7, 5]) await walkAt(context, questions.whole, ["populated", 20], size);
      // One at a time through its ties.
      const sibling = questions.atMixedSizes(questions.whole, "sibling");
      await walk(context, { question: sibling, collection: "sibling", sizes: [3, 1, 1, 1, 6], expected: 12 });
      if (isOneEach) return;
      const sizes = [...Array.from({ length: 4 }, () => 1 + context.random.below(9)), 20];
      const question = questions.atMixedSizes(questions.whole, "populated");
      await walk(context, { question, collection: "populated", sizes, expected: 20 });
    },
  },
  {
    id: "walks-hundred",
    modes: ["provisioned"],
    async run(context) {
      const pages = await walkAt(context, questions.wholeOfHundred, ["hundred", 100], MAX_PAGE_SIZE, IS_ONE_PAGE);
      if (areShort(context, "hundred", pages)) return;
      const question = questions.atNinetyNineThenOne(questions.wholeOfHundred, "hundred");
      // The largest body of a run: what compresses in blocks shows here whether it sends the last one.
      const headers = context.run.hasConnections ? { "accept-encoding": "gzip" } : {};
      await walk(context, { question, collection: "hundred", sizes: [99, 1], expected: 100, headers });
    },
  },
  {
    id: "walks-large",
    modes: ["provisioned"],
    async run(context) {
      if (context.run.kept.has(SHORT_PAGES)) {
        context.leftOut.push('walks of "large": those of "hundred" have shown how short pages are');
        return;
      }
      const pages = await walkAt(context, questions.wholeOfLarge, ["large", LARGE], MAX_PAGE_SIZE);
      if (areShort(context, "large", pages)) return;
      await walkAt(context, questions.wholeOfLarge, ["large", LARGE], undefined);
      const first = 90 + context.random.below(10);
      await walk(context, {
        question: questions.atMixedSizes(questions.wholeOfLarge, "large"),
        collection: "large",
        // The default after a large size: a cursor that remembers its size shows it here.
        sizes: [first, undefined, 189 - first, 61, MAX_PAGE_SIZE],
        expected: LARGE,
      });
    },
  },
  {
    id: "walks-small",
    modes: ["provisioned"],
    async run(context) {
      await walkAt(context, questions.wholeOfSmall, ["empty", 0], undefined, IS_ONE_PAGE);
      await walkAt(context, questions.wholeOfSmall, ["single", 1], 1, IS_ONE_PAGE);
      await walk(context, {
        question: questions.byItsOwnAccount(questions.wholeOfSmall, "foreign"),
        collection: "foreign",
        key: "stranger",
        sizes: [DEFAULT_PAGE_SIZE],
        expected: 12,
      });
    },
  },
  {
    id: "walks-odd",
    modes: ["provisioned"],
    async run(context) {
      await walk(context, {
        question: questions.atSize(questions.wholeOfOdd, "archived", 4),
        collection: "archived",
        sizes: [4],
        // Names of parameters are decoded as values are.
        isNameEscaped: true,
        expected: 9,
      });
      await walkAt(context, questions.wholeOfOdd, ["calendar", 117], 60);
      await walkAt(context, questions.wholeOfOdd, ["texts", 47], 25);
      await walkAt(context, questions.wholeOfOdd, ["tied", 27], 20);
    },
  },
];

/** For all that is asked of a walk: its first page may be the one that was asked for beforehand. */
const IS_ONE_PAGE = true;

function walkAt(
  context: ExperimentContext,
  question: Question,
  [collection, expected]: readonly [collection: string, sessions: number],
  size: number | undefined,
  isFirst = false,
): Promise<WalkedPage[]> {
  return walk(context, {
    question: questions.atSize(question, collection, size),
    collection,
    sizes: [size],
    expected,
    isFirst,
  });
}

/** Name of what is kept where pages are so short that a walk of a hundred sessions has many. */
const SHORT_PAGES = "an entity whose pages are short";

/** A page every few sessions is lawful, but walks of many of them prove nothing more. */
const manyPages = 20;

function areShort(context: ExperimentContext, collection: string, pages: readonly WalkedPage[]): boolean {
  if (pages.length <= manyPages) return false;
  context.run.kept.set(SHORT_PAGES, collection);
  context.leftOut.push(
    `a walk of "${collection}" at other sizes: at page size ${MAX_PAGE_SIZE} it has ${pages.length} pages already`,
  );
  return true;
}

/** A token from the beginning of the run, at its end and on a connection of its own: a cursor that a server keeps is gone. */
export const late: Experiment = {
  id: "late",
  isLast: true,
  modes: ["provisioned"],
  async run(context) {
    const token = context.run.kept.get(earlyToken("populated"));
    if (token === undefined) return;
    const query = [
      [SIZE, "4"],
      [POSITION, token],
    ] as const;
    const { patienceMs, signal } = context.run;
    // An interruption ends the wait; the request is then not sent.
    if (patienceMs > 0) await context.run.wait(patienceMs, signal).catch(() => undefined);
    await context.ask(lateReplay, { collection: "populated", query, connection: "late", isTimed: true });
  },
};
