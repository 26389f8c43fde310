import { MAX_PAGE_SIZE } from "../../contract/generated/page-size.ts";
import { Evidence } from "../../findings/evidence.ts";
import * as requests from "../../questions/requests.ts";
import * as sizes from "../../questions/sizes.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause pagination.over-maximum-rejected. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only", "mock"],
  reads: [sizes.oversize, sizes.oversizeWithToken, requests.oversize],
  dependsOn: ["pagination.over-maximum-bounded"],
  explanation: {
    why: `A size that is quietly lowered makes a client believe that a page of ${MAX_PAGE_SIZE} was all there is.`,
    probe: `page_size = ${MAX_PAGE_SIZE + 1} and larger, on the first page and with a token.`,
    example: `page_size=${MAX_PAGE_SIZE + 1} gives ${MAX_PAGE_SIZE} sessions and no word about it.`,
    remedy: "Answer 400 and name the bound.",
  },
  judge(view) {
    const evidence = new Evidence();
    for (const exchange of [...view.of(sizes.oversize, sizes.oversizeWithToken, requests.oversize)]) {
      const status = evidence.statusOf(exchange);
      if (status === undefined) continue;
      evidence.compare(
        status === 400
          ? undefined
          : {
              message: `page_size=${exchange.purpose.pageSize ?? ""} is answered ${status}.`,
              pointer: "",
              expected: "status 400",
              actual: `status ${status}`,
              exchanges: [exchange.id],
            },
      );
    }
    return evidence.finding("no size above the maximum was tried");
  },
};
