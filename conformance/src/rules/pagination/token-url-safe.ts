import { Evidence } from "../../findings/evidence.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause pagination.token-url-safe. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only", "mock"],
  reads: "everything",
  explanation: {
    why: "People paste tokens into URLs; a + there arrives as a space.",
    probe: "Every token of the run, for characters outside A-Z a-z 0-9 - . _ ~ (RFC 3986 §2.3).",
    example: "A token in standard base64, with + and =.",
    remedy: "Use base64url without padding.",
  },
  forLists: {
    title: "A cursor needs no percent-encoding.",
    styles: ["cursor"],
  },
  judge(view) {
    const evidence = new Evidence();
    for (const { nextToken, exchange } of view.pages) {
      if (nextToken === undefined) continue;
      const character = /[^A-Za-z0-9._~-]/u.exec(nextToken)?.[0];
      evidence.compare(
        character === undefined
          ? undefined
          : {
              message: `A token holds ${JSON.stringify(character)}, which has to be percent-encoded in a URL.`,
              pointer: view.words.nextPointer,
              expected: "only A-Z a-z 0-9 - . _ ~",
              actual: JSON.stringify(character),
              exchanges: [exchange.id],
            },
      );
    }
    return evidence.finding("no token was given");
  },
};
