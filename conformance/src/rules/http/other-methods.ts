import { Evidence } from "../../findings/evidence.ts";
import { comparePages } from "../../findings/same-page.ts";
import * as methods from "../../questions/methods.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause http.other-methods. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only"],
  requires: "unsafe methods",
  reads: [methods.before, methods.otherMethod, methods.after],
  dependsOn: ["ordering.stable-ties", "http.safe"],
  explanation: {
    why: "A route that takes any method deletes or creates where the contract says that it only reads.",
    probe:
      "Each of the four methods on the list route, and the list before and after. On a real deployment only with --allow-unsafe-methods.",
    example: "POST is answered 200 with the list.",
    remedy: "Register the route for GET and HEAD; answer 405 to the rest.",
  },
  judge(view) {
    const evidence = new Evidence();
    for (const exchange of view.of(methods.otherMethod)) {
      const status = evidence.statusOf(exchange);
      if (status === undefined) continue;
      const isRefused = (status >= 300 && status < 500) || status === 501;
      evidence.compare(
        isRefused
          ? undefined
          : {
              message: `${exchange.request.method} is answered ${status}.`,
              pointer: "",
              expected: "status 405 (another 4xx or 501 will do)",
              actual: `status ${status}`,
              exchanges: [exchange.id],
            },
      );
    }
    comparePages(
      view,
      evidence,
      view.one(methods.before),
      view.one(methods.after),
      "The list is another after POST, PUT, PATCH and DELETE",
    );
    if (evidence.compared === 0 && view.mode === "read-only") {
      return {
        outcome: "not-applicable",
        reason: "mode",
        text: "other methods are tried on a real deployment with --allow-unsafe-methods only",
      };
    }
    return evidence.finding("no other method was tried");
  },
};
