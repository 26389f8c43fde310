import * as walks from "../questions/walks.ts";
import type { Experiment } from "./experiment.ts";
import { walk } from "./walk.ts";

const inserted = 3;
/** With one of a given time, right before them: a store may spell the two kinds otherwise, and compare how they are spelled. */
const sessions = inserted + 1;

/** Sessions without a time of their own, as fast as they go: a store may keep such times finer than its cursor does. */
export const ownTimes: Experiment = {
  id: "own-times",
  modes: ["provisioned"],
  needs: ["insert"],
  async run(context) {
    const collection = "stamped";
    for (let index = 0; index < inserted; index += 1) await context.insert(collection, { duration: index + 0.5 });
    for (const size of [1, 3]) {
      const question = walks.atSize(walks.wholeOfStamped, collection, size);
      await walk(context, { question, collection, sizes: [size], expected: sessions });
    }
  },
};
