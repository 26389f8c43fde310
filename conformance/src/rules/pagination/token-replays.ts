import { Evidence } from "../../findings/evidence.ts";
import { comparePages } from "../../findings/same-page.ts";
import { alone } from "../../questions/concurrency.ts";
import * as tokens from "../../questions/tokens.ts";
import { drift } from "../../questions/walks.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause pagination.token-replays. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only"],
  reads: [tokens.control, tokens.replay, tokens.lateReplay, alone, ...drift],
  dependsOn: ["pagination.exactly-once", "ordering.stable-ties"],
  explanation: {
    why: "A request whose answer got lost is sent again: with tokens that can be used once, a walk on a bad line ends there.",
    probe: "A token at once again, and a token from the beginning of the run again at its end, on another connection.",
    example: "The second time the token is answered 400, or with the page after.",
    remedy: "Keep no cursor on the server that moves as it is read; put the position into the token.",
  },
  forLists: {
    title: "The same position twice gives the same items.",
    facts: ["id"],
  },
  judge(view) {
    const evidence = new Evidence();
    const control = view.of(tokens.control).at(-1);
    const status = control && evidence.statusOf(control);
    if (control && status !== undefined && status !== 200) {
      evidence.compare({
        message: `A token that was just given is answered ${status}.`,
        pointer: "",
        expected: "status 200 and the sessions that follow",
        actual: `status ${status}`,
        exchanges: [control.id],
      });
    }
    for (const replay of view.of(tokens.replay))
      comparePages(view, evidence, control, replay, "A token that is used again gives another answer");
    const late = view.one(tokens.lateReplay);
    const early = view.of(alone).find(({ request }) => request.target === late?.request.target);
    comparePages(view, evidence, early, late, "A token that is used again later gives another answer");
    return evidence.finding("no token was given, or its page could not be read, or lists no session");
  },
};
