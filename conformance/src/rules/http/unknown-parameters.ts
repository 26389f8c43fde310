import { Evidence } from "../../findings/evidence.ts";
import type { Failure } from "../../findings/finding.ts";
import { comparePages } from "../../findings/same-page.ts";
import { withOthers, without } from "../../questions/parameters.ts";
import * as repeats from "../../questions/repeats.ts";
import { drift } from "../../questions/walks.ts";
import { followed, isIdle } from "../../reading/followed-pages.ts";
import { isJsonMediaType, readPage } from "../../reading/page-reading.ts";
import { type Exchange, headerOf } from "../../recording/exchange.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause http.unknown-parameters. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only"],
  reads: [withOthers, without, repeats.firstPage, repeats.secondPage, ...drift],
  dependsOn: ["ordering.stable-ties", "http.safe"],
  explanation: {
    why: "Links carry tracking parameters, and a later version of the contract may add some.",
    probe:
      "One page with and without a parameter that nobody declared, and with names that other APIs use (limit, offset, page, sort, format, an id of another entity, names of members); read-only, without right before and right after.",
    example: "?conformance_unknown=1 is answered 400.",
    remedy: "Read the parameters that the document declares and leave the rest.",
  },
  forLists: {
    title: "Unknown query parameters are ignored.",
    facts: ["id"],
  },
  judge(view) {
    const evidence = new Evidence();
    const first = view.one(repeats.firstPage);
    const repeated = first && isIdle(first) ? view.one(repeats.secondPage) : first;
    for (const answer of followed(view.of(withOthers))) {
      if (answer.response?.status === 200 && (!isJsonMediaType(answer) || "unreadable" in readPage(answer))) {
        evidence.compare(otherForm(answer));
        continue;
      }
      const complaint = `An unknown query parameter (${answer.purpose.probe ?? ""}) changes the answer`;
      const around = neighboursOf(answer, followed(view.of(without)));
      for (const plain of around.length > 0 ? around : [repeated])
        comparePages(view, evidence, plain, answer, complaint);
    }
    return evidence.finding("the page without the parameter could not be read, or lists no session");
  },
};

function otherForm({ id, purpose, response }: Exchange): Failure {
  return {
    message: `An unknown query parameter (${purpose.probe ?? ""}) changes the form of the answer.`,
    pointer: "",
    expected: "the page in JSON, as without it",
    actual: (response && headerOf(response, "content-type")) ?? "no Content-Type",
    exchanges: [id],
  };
}

// The last one before and the first one after.
function neighboursOf({ id }: Exchange, plain: readonly Exchange[]): Exchange[] {
  const [before, after] = [plain.findLast((one) => one.id < id), plain.find((one) => one.id > id)];
  return [before, after].filter((one) => one !== undefined);
}
