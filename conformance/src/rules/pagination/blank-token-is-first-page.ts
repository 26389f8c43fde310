import { Evidence } from "../../judging/evidence.ts";
import { comparePages } from "../../judging/same-page.ts";
import { driftExperiments, type Rule } from "../rule.ts";

/** Clause pagination.blank-token-is-first-page. */
export const blankTokenIsFirstPage: Rule = {
  id: "pagination.blank-token-is-first-page",
  since: "1.0.0",
  level: "MUST",
  clauses: ["pagination.blank-token-is-first-page"],
  title: "page_token= is the first page.",
  modes: ["provisioned", "read-only"],
  experiments: ["tokens", ...driftExperiments],
  dependsOn: ["ordering.stable-ties"],
  explanation: {
    why: "Clients that start a loop with an empty token are everywhere.",
    probe:
      "page_token= with and without page_size, beside the first page asked for without it; read-only, right before and right after.",
    example: "page_token= is answered 400, or with an empty list.",
    remedy: "Treat a blank page_token as absent.",
  },
  judge(view) {
    const evidence = new Evidence();
    for (const source of [...view.of("tokens", "source").slice(0, 1), ...view.of("tokens", "source again")]) {
      const complaint = "page_token= gives other sessions than the first page";
      comparePages(view, evidence, source, view.one("tokens", "blank"), complaint);
    }
    const around = view.of("tokens", "source at the default size");
    for (const source of around.length > 0 ? around : view.of("preflight", "control").slice(0, 1)) {
      const complaint = "page_token= gives other sessions than the first page of the default size";
      comparePages(view, evidence, source, view.one("tokens", "blank at the default size"), complaint);
    }
    return evidence.finding("the first page could not be read, or lists no session");
  },
};
