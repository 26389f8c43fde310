import { POSITION_PARAM, SIZE_PARAM } from "../../contract/generated/list-names.ts";
import { Evidence } from "../../findings/evidence.ts";
import { comparePages } from "../../findings/same-page.ts";
import * as preflight from "../../questions/preflight.ts";
import * as tokens from "../../questions/tokens.ts";
import { drift } from "../../questions/walks.ts";
import { followed, isIdle } from "../../reading/followed-pages.ts";
import type { Exchange } from "../../recording/exchange.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause pagination.blank-token-is-first-page. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only"],
  reads: [tokens.source, tokens.sourceAgain, tokens.sourceAtDefault, tokens.blank, tokens.blankAtDefault, ...drift],
  dependsOn: ["ordering.stable-ties"],
  explanation: {
    why: "Clients that start a loop with an empty token are everywhere.",
    probe: `${POSITION_PARAM}= with and without ${SIZE_PARAM}, compared with the first page asked for without it; read-only, right before and right after.`,
    example: `${POSITION_PARAM}= is answered 400, or with an empty list.`,
    remedy: `Treat a blank ${POSITION_PARAM} as absent.`,
  },
  judge(view) {
    const evidence = new Evidence();
    const [blank] = followed(view.of(tokens.blank));
    const [blankAtDefault] = followed(view.of(tokens.blankAtDefault));
    const [source] = followed(view.of(tokens.source));
    for (const answer of [blank, blankAtDefault]) if (answer) compareStatus(evidence, answer);
    for (const page of [source, ...followed(view.of(tokens.sourceAgain))]) {
      const complaint = `${POSITION_PARAM}= gives other sessions than the first page`;
      comparePages(view, evidence, page, blank, complaint);
    }
    const around = followed(view.of(tokens.sourceAtDefault));
    const control = view.of(preflight.control).slice(0, 1);
    for (const page of around.length > 0 ? around : control.filter((first) => !isIdle(first))) {
      const complaint = `${POSITION_PARAM}= gives other sessions than the first page of the default size`;
      comparePages(view, evidence, page, blankAtDefault, complaint);
    }
    return evidence.finding("the first page could not be read, or lists no session");
  },
};

// Whatever the order of the sessions, a refusal is not a first page.
function compareStatus(evidence: Evidence, { id, response }: Exchange): void {
  const status = response?.status ?? 0;
  if (status < 400) return;
  evidence.compare({
    message: `${POSITION_PARAM}= is answered ${status}.`,
    pointer: "",
    expected: "status 200 with the first page",
    actual: `status ${status}`,
    exchanges: [id],
    isOwn: true,
  });
}
