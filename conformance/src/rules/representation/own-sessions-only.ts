import { Evidence } from "../../findings/evidence.ts";
import { nameItem } from "../../findings/naming.ts";
import { MEMBERS } from "../../profile/live-sessions/members.ts";
import { questionOf } from "../../questions/catalogue.ts";
import { foreignItem } from "../../reading/ownership.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause representation.own-sessions-only. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only", "mock"],
  reads: "everything",
  explanation: {
    why: "A session of another entity shows its stream key, and bills its minutes to the wrong one.",
    probe:
      "Every page of the run; other entities, of the same account and of another, have sessions of the same seconds, so that a missing condition shows.",
    example: "A page holds a session of the sibling entity that began in the same second as the anchor.",
    remedy: "Put the condition on the entity into every branch of the query: a OR b needs parentheses.",
  },
  judge(view) {
    const evidence = new Evidence();
    for (const { exchange, items } of view.pages) {
      if (questionOf(exchange.purpose)?.looksForOthers || items.length === 0) continue;
      const foreign = foreignItem(view, exchange, items);
      evidence.compare(
        foreign && {
          message: `The list of ${exchange.purpose.collection ?? "the entity"} holds ${nameItem(foreign)}, which is not its own.`,
          pointer: `${foreign.pointer}/${MEMBERS.collectionId}`,
          expected: view.collection(exchange.purpose.collection ?? "")?.id ?? "the path's id",
          actual: JSON.stringify(foreign.members[MEMBERS.collectionId]),
          exchanges: [exchange.id],
          sessions: [foreign.id ?? ""],
        },
      );
    }
    return evidence.finding("no session was listed");
  },
};
