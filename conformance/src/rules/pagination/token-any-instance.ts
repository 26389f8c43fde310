import { Evidence } from "../../findings/evidence.ts";
import { comparePages } from "../../findings/same-page.ts";
import { alone } from "../../questions/concurrency.ts";
import { secondPage } from "../../questions/instances.ts";
import type { Exchange } from "../../recording/exchange.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause pagination.token-any-instance. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only"],
  requires: "instances",
  reads: [secondPage, alone],
  explanation: {
    why: "Behind a balancer the next page comes from another instance; a token that only its giver knows breaks every second walk.",
    probe: "Each instance's token at every instance (give --base-url once for each).",
    example: "A token of instance 0 is answered 400 by instance 1.",
    remedy:
      "Make tokens stateless, or keep their state where all instances see it; share the secret if they are signed.",
  },
  forLists: {
    title: "A position that one instance gives leads to the same page at every other.",
    facts: ["id"],
  },
  judge(view) {
    if (view.recording.baseUrls.length < 2) {
      return { outcome: "not-applicable", reason: "condition", text: "the deployment was given with one base URL" };
    }
    const evidence = new Evidence();
    const pages = view.of(secondPage);
    const atHome = pages.map((page) => sameToken(view.of(alone), page)).find((page) => page !== undefined);
    const home = atHome ?? pages.find((page) => page.response?.status === 200);
    if (!home) {
      for (const page of pages) {
        const status = evidence.statusOf(page);
        if (status !== undefined) evidence.inconclusive("prerequisite", "no instance takes a token, not even its own");
      }
    }
    for (const page of pages) {
      const wanted = (view.mode === "read-only" ? sameToken(pages, page) : undefined) ?? home;
      if (wanted === page) continue;
      comparePages(
        view,
        evidence,
        wanted,
        page,
        `A token does not work the same at every instance (${page.purpose.probe ?? ""})`,
      );
    }
    return evidence.finding("no instance gave a token of a page that lists a session");
  },
};

// Read-only, sessions may begin between two first pages, or be at one instance only: their tokens lead to different places.
function sameToken(pages: readonly Exchange[], page: Exchange): Exchange | undefined {
  return pages.find(({ request, response }) => response?.status === 200 && request.target === page.request.target);
}
