import { taggedPage } from "../judging/tagged-page.ts";
import type { View } from "../judging/view.ts";
import type { Walk } from "../judging/walks.ts";
import type { Exchange } from "../recording/exchange.ts";
import { headerOf } from "../recording/exchange.ts";
import { changeFirst, editPage, pageOf, planting, withAnswerOf, withHeader, withStatus, withText } from "./editing.ts";
import type { PlantedFault, Planting } from "./planted-fault.ts";

/** What changes during the run, and what happens at the same time. */
export const faultsOfChange: readonly PlantedFault[] = [
  inWalk("insertion-repeats-a-row", ["pagination.insert-tolerant"], "inserting, with insertions", repeatAcross),
  inWalk("insertion-loses-a-row", ["pagination.insert-tolerant"], "inserting, with insertions", dropAcross),
  inWalk("deletion-loses-a-row", ["pagination.delete-tolerant"], "deleting at 3, with deletions", dropAcross),
  inWalk(
    "deleted-anchor-starts-again",
    ["pagination.delete-tolerant"],
    "deleting at 3, with deletions",
    ([first, second]) =>
      first && second
        ? planting(editPage(second, (page) => Object.assign(page, { data: pageOf(first).data })))
        : "one page",
  ),
  inWalk("deleted-anchor-is-500", ["pagination.delete-tolerant"], "deleting at 3, with deletions", ([, second]) =>
    second ? planting(withStatus(second, 500)) : "one page",
  ),
  inWalk("update-moves-a-row", ["ordering.unmoved-by-update"], "updating afterwards", ([first]) =>
    first ? planting(editPage(first, (page) => page.data.unshift(...page.data.splice(3, 1)))) : "one page",
  ),
  stale("insertion-not-shown", ["pagination.fresh"], "insertions"),
  stale("deletion-not-shown", ["pagination.fresh"], "deletions"),
  stale("update-not-shown", ["pagination.fresh"], "updates"),
  {
    id: "tag-outlives-a-change",
    expected: ["http.conditional"],
    plant: (view) => {
      const before = view.one("updates", "before");
      const tag = before?.response && headerOf(before.response, "etag");
      if (tag === undefined || tag.startsWith("W/")) return "no strong ETag";
      return changeFirst(
        [view.one("updates", "after")],
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
        ? changeFirst(view.of("conditional", "same tag"), (exchange) => withAnswerOf(exchange, page), "no strong ETag")
        : "no strong ETag";
    },
  },
  {
    id: "reading-changes-the-data",
    expected: ["http.safe"],
    plant: (view) =>
      changeFirst(
        [view.one("repeats", "first page", "two")],
        (exchange) => editPage(exchange, (page) => page.data.shift()),
        "no page was read twice",
      ),
  },
  {
    id: "answers-crossed",
    expected: ["http.concurrent"],
    plant: (view) => {
      const [one, two] = view.of("concurrency", "together").filter(({ response }) => response?.status === 200);
      return one && two
        ? planting(withAnswerOf(one, two), withAnswerOf(two, one))
        : "no two entities were asked for at once";
    },
  },
  {
    id: "token-of-one-instance",
    expected: ["pagination.token-any-instance"],
    plant: (view) =>
      changeFirst(
        [view.of("instances", "second page").at(-1)],
        (exchange) => withStatus(exchange, 400),
        "one instance",
      ),
  },
  {
    id: "post-is-200",
    expected: ["http.other-methods"],
    plant: (view) =>
      changeFirst(
        view.of("methods", "method"),
        (exchange) => withStatus(exchange, 200),
        "other methods were not tried",
      ),
  },
  {
    id: "head-is-404",
    expected: ["http.head"],
    plant: (view) =>
      changeFirst(view.of("head", "HEAD"), (exchange) => withStatus(exchange, 500), "HEAD was not tried"),
  },
  {
    id: "accept-is-500",
    expected: ["http.accept"],
    plant: (view) =>
      changeFirst(view.of("accept", "accept"), (exchange) => withStatus(exchange, 500), "no other Accept was tried"),
  },
  {
    id: "unknown-parameter-is-400",
    expected: ["http.unknown-parameters"],
    plant: (view) =>
      changeFirst(
        view.of("parameters", "with"),
        (exchange) => withStatus(withText(exchange, "{}"), 400),
        "no unknown parameter was tried",
      ),
  },
];

function inWalk(
  id: string,
  expected: readonly string[],
  name: string,
  plant: (pages: readonly Exchange[]) => Planting | string,
): PlantedFault {
  return {
    id,
    expected,
    plant: (view) => {
      const walk = walkNamed(view, name);
      return walk && walk.pages.length > 1
        ? plant(walk.pages.map(({ exchange }) => exchange))
        : "the provisioner cannot change that";
    },
  };
}

/** The list afterwards as it was before. */
function stale(id: string, expected: readonly string[], experiment: string): PlantedFault {
  return {
    id,
    expected,
    plant: (view) => {
      const before = view.one(experiment, "before");
      return before
        ? changeFirst(
            [view.one(experiment, "after")],
            (exchange) => withAnswerOf(exchange, before),
            "nothing was changed",
          )
        : "the provisioner cannot change that";
    },
  };
}

function walkNamed(view: View, name: string): Walk | undefined {
  return view.walks.find((walk) => walk.name === name);
}

function repeatAcross([first, second]: readonly Exchange[]): Planting | string {
  if (!first || !second) return "one page";
  return planting(editPage(second, (page) => page.data.splice(0, 1, ...pageOf(first).data.slice(-1))));
}

// The last of the page: the first may be one that was inserted meanwhile, which no walk need show.
function dropAcross([, second]: readonly Exchange[]): Planting | string {
  return second ? planting(editPage(second, (page) => page.data.pop())) : "one page";
}
