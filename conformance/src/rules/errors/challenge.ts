import { Evidence } from "../../findings/evidence.ts";
import { headerOf } from "../../recording/exchange.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause errors.challenge. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only", "mock"],
  reads: "everything",
  explanation: {
    why: "RFC 9110 §15.5.2 has a 401 say how to authenticate; some HTTP libraries refuse a 401 that does not.",
    probe: "Every 401 of the run.",
    example: "A 401 without the header.",
    remedy: 'Send WWW-Authenticate: ApiKey realm="…".',
  },
  judge(view) {
    const evidence = new Evidence();
    for (const exchange of view.listRequests) {
      if (exchange.response?.status !== 401 || exchange.request.method !== "GET") continue;
      const value = headerOf(exchange.response, "www-authenticate");
      evidence.compare(
        value !== undefined && value.trim() !== ""
          ? undefined
          : {
              message: "A 401 has no WWW-Authenticate.",
              pointer: "",
              expected: "WWW-Authenticate with a challenge",
              actual: "none",
              exchanges: [exchange.id],
            },
      );
    }
    return evidence.finding("nothing was answered 401");
  },
};
