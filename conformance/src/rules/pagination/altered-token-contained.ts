import { containedIn } from "../../findings/containment.ts";
import { Evidence } from "../../findings/evidence.ts";
import { questionOf } from "../../questions/catalogue.ts";
import { altered } from "../../questions/tokens.ts";
import type { Exchange } from "../../recording/exchange.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause pagination.altered-token-contained. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only"],
  reads: [altered],
  explanation: {
    why: "A token is input from outside: one that is trusted opens other entities, or brings the server down.",
    probe:
      "A token cut, extended, with one character changed, in another case and alphabet, percent-encoded twice, and 8 KiB long; decoded and changed, where it is base64 of JSON or of text: numbers too large and negative, members and pieces removed or of another type, {}, [] and null.",
    example: "A token whose last character was cut is answered 500.",
    remedy: "Validate every decoded part by type and form; take the entity from the path, never from the token.",
  },
  judge(view) {
    const evidence = new Evidence();
    for (const exchange of view.of(altered))
      containedIn(view, evidence, exchange, (status) => isRefusal(exchange, status));
    return evidence.finding("no token could be altered: the entity has too few sessions for a second page");
  },
};

function isRefusal({ purpose }: Exchange, status: number): boolean {
  const question = questionOf(purpose);
  // A token of another collection now: 400 is what it should be answered, 404 and 403 refuse it too.
  if (question?.namesAnotherCollection) return status >= 400 && status < 500;
  // A request that has grown too long for any server is refused before its token is looked at (RFC 9110 §15.5.15).
  return status === 400 || (question?.isOverlong === true && [413, 414, 431].includes(status));
}
