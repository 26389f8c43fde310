import { Evidence } from "../../findings/evidence.ts";
import { unauthorized } from "../../findings/unauthorized.ts";
import * as conditional from "../../questions/conditional.ts";
import * as keys from "../../questions/keys.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause errors.key-first. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only"],
  reads: [keys.keyFirst, conditional.keyFirst],
  dependsOn: ["errors.key-required", "errors.key-exact"],
  explanation: {
    why: "A stranger who gets 404 for one id and 401 for another learns which entities exist.",
    probe:
      "Without a key, with null, undefined and one that holds a quote for a key, after an account was deleted: bad parameters, a valid token, unknown, malformed, empty and foreign entities, and If-None-Match with a current tag.",
    example: "Without a key an unknown entity is answered 404, or a bad page_size 400.",
    remedy: "Authenticate before routing parameters, caches and the database.",
  },
  judge(view) {
    const evidence = new Evidence();
    for (const exchange of view.of(keys.keyFirst, conditional.keyFirst)) {
      unauthorized(evidence, exchange, "Without a valid key");
    }
    return evidence.finding("no request without a valid key was made");
  },
};
