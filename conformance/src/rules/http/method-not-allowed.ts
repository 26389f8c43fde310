import { Evidence } from "../../findings/evidence.ts";
import type { Failure } from "../../findings/finding.ts";
import { notTried } from "../../findings/not-given.ts";
import { otherMethod } from "../../questions/methods.ts";
import { type Exchange, headerOf } from "../../recording/exchange.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause http.method-not-allowed. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only"],
  requires: "unsafe methods",
  reads: [otherMethod],
  dependsOn: ["http.other-methods"],
  explanation: {
    why: "A 404 says that the path is wrong; 405 and Allow say what would be right (RFC 9110 §15.5.6).",
    probe:
      "Each of the four methods on the list route, with bodies that are JSON and that are not, which 400 or 415 may refuse.",
    example: "POST is answered 404.",
    remedy: "Answer 405 with Allow: GET, HEAD.",
  },
  judge(view) {
    const evidence = new Evidence();
    for (const exchange of view.of(otherMethod)) {
      const status = evidence.statusOf(exchange);
      if (status !== undefined) evidence.compare(judgeAnswer(exchange, status));
    }
    return evidence.finding("no other method was tried", notTried(view));
  },
};

function hasUnreadableBody({ request: { body } }: Exchange): boolean {
  if (body === undefined) return false;
  try {
    JSON.parse(body);
    return false;
  } catch {
    return true;
  }
}

function judgeAnswer(exchange: Exchange, status: number): Failure | undefined {
  const allow = exchange.response && headerOf(exchange.response, "allow");
  const allowed = allow?.toUpperCase().split(/[\s,]+/) ?? [];
  if (status === 405 && allowed.includes("GET") && !allowed.includes(exchange.request.method)) return undefined;
  // A server that reads the body first may refuse that.
  if ((status === 400 || status === 415) && hasUnreadableBody(exchange)) return undefined;
  const actual = status === 405 ? `405 with Allow: ${allow ?? "absent"}` : `status ${status}`;
  return {
    message: `${exchange.request.method} is answered otherwise than 405 with Allow: ${actual}.`,
    pointer: "",
    expected: "status 405 with Allow: GET, HEAD",
    actual,
    exchanges: [exchange.id],
  };
}
