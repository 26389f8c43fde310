import { accept } from "../../questions/accept.ts";
import { together } from "../../questions/concurrency.ts";
import { sameTag } from "../../questions/conditional.ts";
import * as deletions from "../../questions/deletions.ts";
import { everyHead } from "../../questions/head.ts";
import * as insertions from "../../questions/insertions.ts";
import { secondPage } from "../../questions/instances.ts";
import { otherMethod } from "../../questions/methods.ts";
import { withOthers } from "../../questions/parameters.ts";
import type { Question, WalkQuestion } from "../../questions/question.ts";
import { firstPageAgain } from "../../questions/repeats.ts";
import * as updates from "../../questions/updates.ts";
import { taggedPage } from "../../reading/tagged-page.ts";
import type { Exchange } from "../../recording/exchange.ts";
import { headerOf } from "../../recording/exchange.ts";
import { changeFirst, editPage, pageOf, planting, withAnswerOf, withHeader, withStatus, withText } from "./editing.ts";
import type { PlantedFault, Planting } from "./planted-fault.ts";

/** What changes during the run, and what happens at the same time. */
export const faultsOfChange: readonly PlantedFault[] = [
  inWalk("insertion-repeats-a-row", ["pagination.insert-tolerant"], insertions.during, repeatAcross),
  inWalk("insertion-loses-a-row", ["pagination.insert-tolerant"], insertions.during, dropAcross),
  inWalk("deletion-loses-a-row", ["pagination.delete-tolerant"], deletions.during, dropAcross),
  inWalk("deleted-anchor-starts-again", ["pagination.delete-tolerant"], deletions.during, ([first, second]) =>
    first && second
      ? planting(editPage(second, (page) => Object.assign(page, { data: pageOf(first).data })))
      : "one page",
  ),
  inWalk("deleted-anchor-is-500", ["pagination.delete-tolerant"], deletions.during, ([, second]) =>
    second ? planting(withStatus(second, 500)) : "one page",
  ),
  inWalk("update-moves-a-row", ["ordering.unmoved-by-update"], updates.walkAfter, ([first]) =>
    first ? planting(editPage(first, (page) => page.data.unshift(...page.data.splice(3, 1)))) : "one page",
  ),
  stale("insertion-not-shown", ["pagination.fresh"], insertions),
  stale("deletion-not-shown", ["pagination.fresh"], deletions),
  stale("update-not-shown", ["pagination.fresh"], updates),
  {
    id: "tag-outlives-a-change",
    expected: ["http.conditional"],
    plant: (view) => {
      const before = view.one(updates.before);
      const tag = before?.response && headerOf(before.response, "etag");
      if (tag === undefined || tag.startsWith("W/")) return "no strong ETag";
      return changeFirst(
        [view.one(updates.after)],
        (exchange) => withHeader(exchange, "etag", tag),
        "nothing was changed",
      );
    },
  },
  {
    id: "same-tag-is-200",
    expected: ["http.conditional"],
    plant: (view) => {
      const page = taggedPage(view);
      return page
        ? changeFirst(view.of(sameTag), (exchange) => withAnswerOf(exchange, page), "no strong ETag")
        : "no strong ETag";
    },
  },
  {
    id: "reading-changes-the-data",
    expected: ["http.safe"],
    plant: (view) =>
      changeFirst(
        [view.one(firstPageAgain)],
        (exchange) => editPage(exchange, (page) => page.data.shift()),
        "no page was read twice",
      ),
  },
  {
    id: "answers-crossed",
    expected: ["http.concurrent"],
    plant: (view) => {
      const [one, two] = view.of(together).filter(({ response }) => response?.status === 200);
      return one && two
        ? planting(withAnswerOf(one, two), withAnswerOf(two, one))
        : "no two entities were asked for at once";
    },
  },
  {
    id: "token-of-one-instance",
    expected: ["pagination.token-any-instance"],
    plant: (view) => changeFirst([view.of(secondPage).at(-1)], (exchange) => withStatus(exchange, 400), "one instance"),
  },
  {
    id: "post-is-200",
    expected: ["http.other-methods"],
    plant: (view) =>
      changeFirst(view.of(otherMethod), (exchange) => withStatus(exchange, 200), "other methods were not tried"),
  },
  {
    id: "head-is-404",
    expected: ["http.head"],
    plant: (view) => changeFirst(view.of(...everyHead), (exchange) => withStatus(exchange, 500), "HEAD was not tried"),
  },
  {
    id: "accept-is-500",
    expected: ["http.accept"],
    plant: (view) => changeFirst(view.of(accept), (exchange) => withStatus(exchange, 500), "no other Accept was tried"),
  },
  {
    id: "unknown-parameter-is-400",
    expected: ["http.unknown-parameters"],
    plant: (view) =>
      changeFirst(
        view.of(withOthers),
        (exchange) => withStatus(withText(exchange, "{}"), 400),
        "no unknown parameter was tried",
      ),
  },
];

function inWalk(
  id: string,
  expected: readonly string[],
  question: WalkQuestion,
  plant: (pages: readonly Exchange[]) => Planting | string,
): PlantedFault {
  return {
    id,
    expected,
    plant: (view) => {
      const walk = view.walk(question);
      return walk && walk.pages.length > 1
        ? plant(walk.pages.map(({ exchange }) => exchange))
        : "the provisioner cannot change that";
    },
  };
}

/** The list afterwards as it was before. */
function stale(
  id: string,
  expected: readonly string[],
  { before, after }: { readonly before: Question; readonly after: Question },
): PlantedFault {
  return {
    id,
    expected,
    plant: (view) => {
      const earlier = view.one(before);
      return earlier
        ? changeFirst([view.one(after)], (exchange) => withAnswerOf(exchange, earlier), "nothing was changed")
        : "the provisioner cannot change that";
    },
  };
}

function repeatAcross([first, second]: readonly Exchange[]): Planting | string {
  if (!first || !second) return "one page";
  return planting(editPage(second, (page) => page.data.splice(0, 1, ...pageOf(first).data.slice(-1))));
}

// The last of the page: the first may be one that was inserted meanwhile, which no walk need show.
function dropAcross([, second]: readonly Exchange[]): Planting | string {
  return second ? planting(editPage(second, (page) => page.data.pop())) : "one page";
}
