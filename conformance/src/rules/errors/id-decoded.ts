import { Evidence } from "../../findings/evidence.ts";
import { comparePages, nearestTo } from "../../findings/same-page.ts";
import * as spellings from "../../questions/spellings.ts";
import { drift } from "../../questions/walks.ts";
import { followed } from "../../reading/followed-pages.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause errors.id-decoded. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only"],
  reads: [spellings.plain, spellings.escaped, spellings.plainAgain, ...drift],
  dependsOn: ["ordering.stable-ties", "http.safe"],
  explanation: {
    why: "Clients and proxies escape and unescape letters on the way (RFC 3986 §2.3): a client that asks through one gets 404 for an entity that exists.",
    probe:
      "The own id with one character as an escape, in capital and in small digits, and with all of them so; each page is compared with that of the plain id.",
    example: "The id with %2d for a hyphen is answered 404.",
    remedy: "Decode the segment once, after the path was split, and before anything else looks at it.",
  },
  judge(view) {
    const evidence = new Evidence();
    const plain = followed(view.of(spellings.plain, spellings.plainAgain));
    for (const exchange of followed(view.of(spellings.escaped))) {
      const complaint = `The own id with escapes (${exchange.purpose.probe ?? ""}) gives another answer`;
      comparePages(view, evidence, nearestTo(exchange, plain), exchange, complaint);
    }
    if (view.of(spellings.escaped).length === 0)
      return {
        outcome: "not-applicable",
        reason: "condition",
        text: "ids are not ASCII: each is sent as escapes anyway",
      };
    return evidence.finding("the page of the plain id could not be read, or lists no session");
  },
};
