import { Evidence } from "../../findings/evidence.ts";
import { unauthorized } from "../../findings/unauthorized.ts";
import * as keys from "../../questions/keys.ts";
import * as requests from "../../questions/requests.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause errors.key-required. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only", "mock"],
  reads: [keys.noKey, requests.noKey],
  explanation: {
    why: "A list without a key shows stream keys to everybody.",
    probe:
      "GET and HEAD without Authorization, on a connection of their own and on one that carried a valid key before.",
    example: "Without Authorization the list is served, or the answer is 403.",
    remedy: "Check the key of each request before anything else.",
  },
  forLists: {
    title: "Without credentials nothing is listed.",
    facts: ["authentication"],
    hostile: [keys.noKey],
  },
  judge(view) {
    const evidence = new Evidence();
    for (const exchange of view.of(keys.noKey, requests.noKey)) unauthorized(evidence, exchange, "Without a key");
    return evidence.finding("no request without a key was made");
  },
};
