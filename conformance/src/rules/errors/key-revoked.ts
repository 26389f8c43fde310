import { Evidence } from "../../findings/evidence.ts";
import { unauthorized } from "../../findings/unauthorized.ts";
import { after, before } from "../../questions/revocation.ts";
import { readPage } from "../../reading/page-reading.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause errors.key-revoked. */
export const rule: RuleDefinition = {
  modes: ["provisioned"],
  reads: [before, after],
  dependsOn: ["errors.key-required", "errors.key-exact"],
  explanation: {
    why: "Keys are taken back because somebody else has them: every minute that they still work is theirs.",
    probe:
      "A scenario of its own, whose key lists a page twice; the scenario is deleted, and the same request is made again, at every instance.",
    example: "For a minute after it was taken back, the key is answered from a cache; or 404, as its entity is gone.",
    remedy: "Look the key up on every request, or let whatever remembers keys be told at once.",
  },
  judge(view) {
    const evidence = new Evidence();
    const wasValid = view.of(before).some((exchange) => !("fault" in readPage(exchange)));
    if (wasValid)
      for (const exchange of view.of(after)) unauthorized(evidence, exchange, "With a key that was taken back");
    return evidence.finding("the key listed nothing while it was valid");
  },
};
