import { Evidence } from "../../findings/evidence.ts";
import type { Failure } from "../../findings/finding.ts";
import * as deletions from "../../questions/deletions.ts";
import * as insertions from "../../questions/insertions.ts";
import * as updates from "../../questions/updates.ts";
import { undisturbed } from "../../questions/walks.ts";
import { MAX_IDLE_PAGES } from "../../reading/idle-pages.ts";
import { type Walk, walkedPages } from "../../reading/walks.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause pagination.terminates. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only", "mock"],
  reads: [
    ...undisturbed,
    insertions.during,
    insertions.after,
    deletions.during,
    deletions.ofTheRest,
    deletions.after,
    updates.walkBefore,
    updates.during,
    updates.walkAfter,
  ],
  explanation: {
    why: "A client that follows tokens until there is none never comes back.",
    probe:
      "Every walk is followed to its end, those too during which sessions come, change and go; a token that was given before, empty pages on end, or far more rows than there are stop it.",
    example:
      "The last page gives a token that leads to an empty page, which gives a token that leads to an empty page.",
    remedy: "Give a token only if a row follows the last one of the page.",
  },
  forLists: {
    title: "A walk ends: within it no position is given twice, and empty pages do not go on.",
  },
  judge(view) {
    const evidence = new Evidence();
    for (const walk of view.walks) {
      if (walk.brokenOff || walk.pages.length === 0) continue;
      const failure = givenTwice(walk) ?? (walk.isWindow ? endlessEmpty(walk) : endless(walk));
      // A list without sessions ends before it begins.
      const goesAnywhere = walk.pages.length > 1 || (walk.isComplete && walkedPages(walk) > 0);
      if (failure || goesAnywhere) evidence.compare(failure);
    }
    return evidence.finding("no walk could be followed, or none came to a session");
  },
};

function givenTwice(walk: Walk): Failure | undefined {
  const { position, nextPointer } = walk.words;
  const given = new Map<string, number>();
  for (const [index, { nextToken, exchange, items }] of walk.pages.entries()) {
    if (nextToken === undefined) continue;
    const first = given.get(nextToken);
    if (first !== undefined) {
      return {
        message: `Page ${index + 1} of the walk "${walk.name}" gives the ${position} of page ${first + 1} again.`,
        pointer: nextPointer,
        expected: `a ${position} that was not given before, or none`,
        actual: `the ${position} of page ${first + 1}`,
        exchanges: [walk.pages[first]?.exchange.id ?? exchange.id, exchange.id],
        sessions: [items.at(-1)?.id ?? ""],
      };
    }
    given.set(nextToken, index);
  }
  return undefined;
}

function endless(walk: Walk): Failure | undefined {
  return walk.isComplete ? undefined : neverEnding(walk);
}

function endlessEmpty(walk: Walk): Failure | undefined {
  const tail = walk.pages.slice(-1 - MAX_IDLE_PAGES);
  return tail.length > MAX_IDLE_PAGES && tail.every((page) => page.items.length === 0 && page.nextToken !== undefined)
    ? neverEnding(walk)
    : undefined;
}

function neverEnding(walk: Walk): Failure {
  const { items, position, nextPointer } = walk.words;
  const rows = walk.pages.reduce((sum, page) => sum + page.items.length, 0);
  return {
    message: `The walk "${walk.name}" gave ${rows} ${items} on ${walk.pages.length} pages, nothing new on the last ones, and still a ${position}.`,
    pointer: nextPointer,
    expected: `a last page without a ${position}`,
    actual: `a ${position}`,
    exchanges: walk.pages.slice(-2).map((page) => page.exchange.id),
  };
}
