import type { Experiment } from "./experiment.ts";
import type { Lab } from "./lab.ts";
import { walk } from "./walk.ts";

/** Walks of entities whose sessions are known, at every size that matters and at sizes that change on the way. */
export const provisionedWalks: readonly Experiment[] = [
  {
    id: "walks",
    modes: ["provisioned"],
    async run(lab) {
      for (const size of [undefined, 100, 10, 7, 2, 1]) await walkAt(lab, "populated", 27, size);
      const sizes = Array.from({ length: 40 }, () => 1 + lab.random.below(6));
      await walk(lab, { walk: "populated at mixed sizes", entity: "populated", sizes, expected: 27 });
    },
  },
  {
    id: "walks-hundred",
    modes: ["provisioned"],
    async run(lab) {
      await walkAt(lab, "hundred", 100, undefined);
      await walkAt(lab, "hundred", 100, 100);
      await walk(lab, { walk: "hundred at 50, then 49, 1", entity: "hundred", sizes: [50, 49, 1], expected: 100 });
    },
  },
  {
    id: "walks-large",
    modes: ["provisioned"],
    async run(lab) {
      await walkAt(lab, "large", 260, 100);
      await walkAt(lab, "large", 260, undefined);
      const first = 90 + lab.random.below(10);
      await walk(lab, {
        walk: "large at mixed sizes",
        entity: "large",
        sizes: [first, 99 - (first - 90), 20, 53],
        expected: 260,
      });
    },
  },
  {
    id: "walks-small",
    modes: ["provisioned"],
    async run(lab) {
      await walkAt(lab, "empty", 0, undefined);
      await walkAt(lab, "empty", 0, 100);
      await walkAt(lab, "single", 1, 1);
      await walkAt(lab, "sibling", 12, 5);
      await walk(lab, {
        walk: "foreign by its own account",
        entity: "foreign",
        key: "stranger",
        sizes: [5],
        expected: 12,
      });
    },
  },
];

async function walkAt(lab: Lab, entity: string, expected: number, size: number | undefined): Promise<void> {
  await walk(lab, { walk: `${entity} at ${size ?? "the default size"}`, entity, sizes: [size], expected });
}
