import * as exampleQuestions from "../questions/examples.ts";
import * as requests from "../questions/requests.ts";
import { badSizes } from "../questions/sizes.ts";
import * as walks from "../questions/walks.ts";
import type { Experiment } from "./experiment.ts";
import { walk } from "./walk.ts";

/** The walk that the document's examples make, each page steered to by the token of the one before. */
export const mockWalk: Experiment = {
  id: "walks",
  modes: ["mock"],
  async run(lab) {
    const size = lab.bench.examples?.pageSize;
    await walk(lab, { question: walks.examples, entity: "populated", sizes: [size], expected: 100 });
  },
};

/** Every named example and every documented error. */
export const mockExamples: Experiment = {
  id: "examples",
  modes: ["mock"],
  async run(lab) {
    for (const name of lab.bench.examples?.pages ?? []) {
      const isOfTheWalk = lab.bench.examples?.walkPages.includes(name) ?? false;
      await lab.ask(isOfTheWalk ? exampleQuestions.ofTheWalk : exampleQuestions.page, {
        entity: "populated",
        probe: name,
        query: [["page_size", "100"]],
        steer: `example=${name}`,
      });
    }
    for (const status of lab.bench.examples?.errorStatuses ?? []) {
      await lab.ask(exampleQuestions.error, {
        entity: "populated",
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
  async run(lab) {
    await lab.ask(requests.control, { entity: "populated" });
    await lab.ask(requests.noKey, { entity: "populated", key: "none" });
    for (const size of badSizes)
      await lab.ask(requests.badSize, { entity: "populated", probe: size, query: [["page_size", size]] });
    for (const size of ["1", "100"])
      await lab.ask(requests.boundary, { entity: "populated", probe: size, query: [["page_size", size]] });
    await lab.ask(requests.oversize, { entity: "populated", probe: "101", query: [["page_size", "101"]] });
  },
};
