import { MAX_PAGE_SIZE, MIN_PAGE_SIZE } from "../contract/generated/page-size.ts";
import * as exampleQuestions from "../questions/examples.ts";
import * as requests from "../questions/requests.ts";
import { badSizes } from "../questions/sizes.ts";
import * as walks from "../questions/walks.ts";
import type { Experiment } from "./experiment.ts";
import { SIZE } from "./list-request.ts";
import { walk } from "./walk.ts";

const justTooMany = String(MAX_PAGE_SIZE + 1);

/** The walk that the document's examples make, each page steered to by the token of the one before. */
export const mockWalk: Experiment = {
  id: "walks",
  modes: ["mock"],
  async run(context) {
    const size = context.run.examples?.pageSize;
    await walk(context, { question: walks.examples, collection: "populated", sizes: [size], expected: 100 });
  },
};

/** Every named example and every documented error. */
export const mockExamples: Experiment = {
  id: "examples",
  modes: ["mock"],
  async run(context) {
    for (const name of context.run.examples?.pages ?? []) {
      const isOfTheWalk = context.run.examples?.walkPages.includes(name) ?? false;
      await context.ask(isOfTheWalk ? exampleQuestions.ofTheWalk : exampleQuestions.page, {
        collection: "populated",
        probe: name,
        query: [[SIZE, String(MAX_PAGE_SIZE)]],
        steer: `example=${name}`,
      });
    }
    for (const status of context.run.examples?.errorStatuses ?? []) {
      await context.ask(exampleQuestions.error, {
        collection: "populated",
        probe: status,
        steer: `code=${status}`,
        finalStatus: () => true,
      });
    }
  },
};

/** What a mock validates by itself: the key and the declared bounds. Nothing is steered. */
export const mockRequests: Experiment = {
  id: "requests",
  modes: ["mock"],
  async run(context) {
    await context.ask(requests.control, { collection: "populated" });
    await context.ask(requests.noKey, { collection: "populated", key: "none" });
    for (const size of badSizes)
      await context.ask(requests.badSize, { collection: "populated", probe: size, query: [[SIZE, size]] });
    for (const size of [String(MIN_PAGE_SIZE), String(MAX_PAGE_SIZE)])
      await context.ask(requests.boundary, { collection: "populated", probe: size, query: [[SIZE, size]] });
    await context.ask(requests.oversize, {
      collection: "populated",
      probe: justTooMany,
      query: [[SIZE, justTooMany]],
    });
  },
};
