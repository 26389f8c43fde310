import { Evidence } from "../../findings/evidence.ts";
import { unauthorized } from "../../findings/unauthorized.ts";
import { wrongKey } from "../../questions/keys.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause errors.key-exact. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only"],
  reads: [wrongKey],
  explanation: {
    why: "A key that is compared by its beginning, without case or only once for a connection can be guessed or inherited.",
    probe:
      "A valid key cut, extended, in another case and with one character changed; a blank one; a pattern that fits it (uap-%); credentials of another scheme; the key before and after another one, and with a byte above ASCII; and a wrong key after a valid one on the same connection.",
    example: "The key without its last character is accepted.",
    remedy: "Compare a hash of the whole header value, on every request.",
  },
  judge(view) {
    const evidence = new Evidence();
    for (const exchange of view.of(wrongKey))
      unauthorized(evidence, exchange, `With a wrong key (${exchange.purpose.key ?? ""})`);
    return evidence.finding("no wrong key was tried");
  },
};
