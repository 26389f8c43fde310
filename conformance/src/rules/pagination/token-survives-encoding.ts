import { Evidence } from "../../findings/evidence.ts";
import type { Failure } from "../../findings/finding.ts";
import { comparePages } from "../../findings/same-page.ts";
import * as tokens from "../../questions/tokens.ts";
import type { Exchange } from "../../recording/exchange.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause pagination.token-survives-encoding. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only"],
  reads: [tokens.control, tokens.encoded, tokens.unencoded, tokens.encodedTwice],
  dependsOn: ["ordering.stable-ties"],
  explanation: {
    why: "HTTP libraries percent-encode query values; a token that must arrive raw works in curl and nowhere else.",
    probe: "A token with every byte as %XX, which RFC 3986 §2.3 makes the same token.",
    example: "%57%7A instead of Wz is answered 400.",
    remedy: "Decode the query exactly once, by a URL library; give tokens that need no encoding.",
  },
  forLists: {
    title: "A cursor that is percent-encoded as the URL rules say works.",
    facts: ["id"],
    styles: ["cursor"],
  },
  judge(view) {
    const evidence = new Evidence();
    comparePages(
      view,
      evidence,
      view.of(tokens.control).at(-1),
      view.one(tokens.encoded),
      "A token percent-encoded byte by byte gives another answer",
    );
    // Where the walk itself breaks on encoded tokens, the same token without encoding, or encoded twice, shows why.
    for (const [question, how] of [
      [tokens.unencoded, "as it is"],
      [tokens.encodedTwice, "percent-encoded twice"],
    ] as const) {
      const failure = worksOtherwise(view.of(tokens.control).at(-1), view.one(question), how);
      if (failure) evidence.compare(failure);
    }
    return evidence.finding("no token was given, or its page could not be read, or lists no session");
  },
};

function worksOtherwise(encoded: Exchange | undefined, other: Exchange | undefined, how: string): Failure | undefined {
  if (!encoded?.response || encoded.response.status === 200 || other?.response?.status !== 200) return undefined;
  return {
    message: `A token that works ${how}, is answered ${encoded.response.status} when it is percent-encoded.`,
    pointer: "",
    expected: "status 200 for both spellings",
    actual: `status ${encoded.response.status}`,
    exchanges: [other.id, encoded.id],
  };
}
