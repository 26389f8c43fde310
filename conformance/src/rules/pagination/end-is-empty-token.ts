import { Evidence } from "../../findings/evidence.ts";
import { valueAt } from "../../profile/json-pointer.ts";
import { undisturbed } from "../../questions/walks.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause pagination.end-is-empty-token. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only", "mock"],
  reads: undisturbed,
  explanation: ({ nextPointer }) => ({
    why: "Clients generated from a stricter document expect a string, and break at the very end of a list.",
    probe: "The last page of every walk that ended.",
    example: `The last page has "${nextPointer.slice(1)}": null, or leaves it out.`,
    remedy: "Write an empty string where nothing follows.",
  }),
  judge(view) {
    const evidence = new Evidence();
    const { nextPointer } = view.words;
    for (const walk of view.undisturbedWalks) {
      const last = walk.pages.at(-1);
      if (!last || !walk.isComplete) continue;
      const token = valueAt(last.json, nextPointer);
      evidence.compare(
        token === ""
          ? undefined
          : {
              message: `The last page of the walk "${walk.name}" says its end otherwise than by an empty token.`,
              pointer: nextPointer,
              expected: '""',
              actual: token === undefined ? "no such member" : JSON.stringify(token),
              exchanges: [last.exchange.id],
            },
      );
    }
    return evidence.finding("no walk was followed to its end");
  },
};
