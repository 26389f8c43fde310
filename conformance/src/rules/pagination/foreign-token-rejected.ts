import { Evidence } from "../../findings/evidence.ts";
import { notGiven } from "../../findings/not-given.ts";
import { foreign } from "../../questions/tokens.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause pagination.foreign-token-rejected. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only"],
  requires: "other collection",
  reads: [foreign],
  dependsOn: ["pagination.token-stays-in-its-entity"],
  explanation: {
    why: "A client that mixes up its tokens goes on somewhere in another list and never learns that it skipped rows.",
    probe: "Tokens of a sibling entity and of another account's entity.",
    example: "A token of entity A, sent to entity B, gives B's sessions from some date on.",
    remedy: "Put the entity's id (or a hash of it) into the token and compare it with the path.",
  },
  judge(view) {
    const evidence = new Evidence();
    for (const exchange of view.of(foreign)) {
      const status = evidence.statusOf(exchange);
      if (status === undefined) continue;
      evidence.compare(
        status === 400
          ? undefined
          : {
              message: `A token ${exchange.purpose.probe ?? "of another entity"} is answered ${status}.`,
              pointer: "",
              expected: "status 400",
              actual: `status ${status}`,
              exchanges: [exchange.id],
            },
      );
    }
    return evidence.finding("no token of another entity was given", notGiven(view, "sibling"));
  },
};
