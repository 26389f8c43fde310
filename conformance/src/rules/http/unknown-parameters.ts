import { Evidence } from "../../judging/evidence.ts";
import { comparePages } from "../../judging/same-page.ts";
import type { Rule } from "../rule.ts";

/** Clause http.unknown-parameters. */
export const unknownParameters: Rule = {
  id: "http.unknown-parameters",
  since: "1.0.0",
  level: "SHOULD",
  clauses: ["http.unknown-parameters"],
  title: "Unknown query parameters are ignored.",
  modes: ["provisioned", "read-only"],
  experiments: ["parameters", "repeats"],
  dependsOn: ["ordering.stable-ties", "http.safe"],
  explanation: {
    why: "Links carry tracking parameters, and a later version of the contract may add some.",
    probe:
      "One page with and without a parameter that nobody declared, and with names that other list APIs use (limit, offset, page, sort, …).",
    example: "?conformance_unknown=1 is answered 400.",
    remedy: "Read the parameters that the document declares and leave the rest.",
  },
  judge(view) {
    const evidence = new Evidence();
    const without = view.one("repeats", "first page");
    for (const answer of view.of("parameters", "with")) {
      comparePages(
        view,
        evidence,
        without,
        answer,
        `An unknown query parameter (${answer.purpose.probe ?? ""}) changes the answer`,
      );
    }
    return evidence.finding("the page without the parameter could not be read");
  },
};
