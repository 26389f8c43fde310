import { Evidence } from "../../findings/evidence.ts";
import { notTried } from "../../findings/not-given.ts";
import { comparePages } from "../../findings/same-page.ts";
import * as methods from "../../questions/methods.ts";
import { isJsonMediaType, readPage } from "../../reading/page-reading.ts";
import type { View } from "../../reading/view.ts";
import type { Exchange } from "../../recording/exchange.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause http.other-methods. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only"],
  requires: "unsafe methods",
  reads: [methods.before, methods.otherMethod, methods.renamed, methods.after],
  dependsOn: ["ordering.stable-ties", "http.safe"],
  explanation: {
    why: "A route that takes any method deletes or creates where the contract says that it only reads.",
    probe:
      "Each of the four methods on the list route; POST renamed to GET, GET renamed to DELETE by X-HTTP-Method-Override and by _method, GET with callback=; and the list before and after. On a real deployment only with --allow-unsafe-methods.",
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
    for (const exchange of view.of(methods.renamed)) judgeRenamed(view, evidence, exchange);
    comparePages(
      view,
      evidence,
      view.one(methods.before),
      view.one(methods.after),
      "The list is another after other methods were tried",
    );
    return evidence.finding("no other method was tried", notTried(view));
  },
};

// A server may refuse such a request; what it must not do is answer something else than the page.
function judgeRenamed(view: View, evidence: Evidence, exchange: Exchange): void {
  const status = evidence.statusOf(exchange);
  if (status === undefined || (status >= 400 && status < 500)) return;
  const said = `GET with ${exchange.purpose.probe ?? ""}`;
  const isPage = status === 200 && isJsonMediaType(exchange) && !("unreadable" in readPage(exchange));
  if (isPage) comparePages(view, evidence, view.one(methods.before), exchange, `${said} gives another page`);
  else
    evidence.compare({
      message: `${said} is answered otherwise than with the page.`,
      pointer: "",
      expected: "the page in JSON, as without it",
      actual: `status ${status}${status === 200 ? " with something else" : ""}`,
      exchanges: [exchange.id],
    });
}
