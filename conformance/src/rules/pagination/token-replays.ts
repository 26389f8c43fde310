import { Evidence } from "../../judging/evidence.ts";
import { comparePages } from "../../judging/same-page.ts";
import type { Rule } from "../rule.ts";

/** Clause pagination.token-replays. */
export const tokenReplays: Rule = {
  id: "pagination.token-replays",
  since: "1.0.0",
  level: "MUST",
  clauses: ["pagination.token-replays"],
  title: "The same token twice gives the same sessions.",
  modes: ["provisioned", "read-only"],
  experiments: ["tokens"],
  explanation: {
    why: "A request whose answer got lost is sent again: with tokens that can be used once, a walk on a bad line ends there.",
    probe: "A token at once again, and again after many other requests.",
    example: "The second time the token is answered 400, or with the page after.",
    remedy: "Keep no cursor on the server that moves as it is read; put the position into the token.",
  },
  judge(view) {
    const evidence = new Evidence();
    const control = view.one("tokens", "control");
    for (const replay of view.of("tokens", "replay"))
      comparePages(evidence, control, replay, "A token that is used again gives another answer");
    return evidence.finding("no token was given, or its page could not be read");
  },
};
