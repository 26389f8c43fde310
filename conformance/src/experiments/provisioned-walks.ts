import type { Experiment } from "./experiment.ts";
import type { Lab } from "./lab.ts";
import { type WalkedPage, walk } from "./walk.ts";

/** Walks of entities whose sessions are known, at every size that matters and at sizes that change on the way. */
export const provisionedWalks: readonly Experiment[] = [
  {
    id: "walks",
    modes: ["provisioned"],
    async run(lab) {
      for (const size of [undefined, 100, 7]) await walkAt(lab, "populated", 20, size);
      const tens = await walkAt(lab, "populated", 20, 10);
      for (const size of [2, 1]) await walkAt(lab, "populated", 20, size);
      const sizes = Array.from({ length: 20 }, () => 1 + lab.random.below(9));
      await walk(lab, { walk: "populated at mixed sizes", entity: "populated", sizes, expected: 20 });
      // A token from before some thirty other pages: cursors that a server keeps for a while are gone by now.
      const token = tens[0]?.nextToken;
      if (token !== undefined) {
        const query = [
          ["page_size", "10"],
          ["page_token", token],
        ] as const;
        await lab.ask({ entity: "populated", role: "late replay", probe: "after thirty other pages", query });
      }
    },
  },
  {
    id: "walks-hundred",
    modes: ["provisioned"],
    async run(lab) {
      await walkAt(lab, "hundred", 100, 100);
      await walk(lab, { walk: "hundred at 99, then 1", entity: "hundred", sizes: [99, 1], expected: 100 });
    },
  },
  {
    id: "walks-large",
    modes: ["provisioned"],
    async run(lab) {
      await walkAt(lab, "large", 260, 100);
      await walk(lab, {
        walk: "large at the default size",
        entity: "large",
        sizes: [undefined],
        maxPages: 4,
        role: "window",
      });
      const first = 90 + lab.random.below(10);
      await walk(lab, {
        walk: "large at mixed sizes",
        entity: "large",
        sizes: [first, 99 - (first - 90), 12, 60],
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
      await walkAt(lab, "sibling", 12, 10);
      await walk(lab, {
        walk: "foreign by its own account",
        entity: "foreign",
        key: "stranger",
        sizes: [10],
        expected: 12,
      });
    },
  },
];

function walkAt(lab: Lab, entity: string, expected: number, size: number | undefined): Promise<WalkedPage[]> {
  return walk(lab, { walk: `${entity} at ${size ?? "the default size"}`, entity, sizes: [size], expected });
}
