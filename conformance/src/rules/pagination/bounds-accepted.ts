import { MAX_PAGE_SIZE, MIN_PAGE_SIZE } from "../../contract/generated/page-size.ts";
import { Evidence } from "../../findings/evidence.ts";
import { questionOf } from "../../questions/catalogue.ts";
import { tokenIn } from "../../reading/followed-pages.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause pagination.bounds-accepted. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only", "mock"],
  reads: "everything",
  explanation: {
    why: "An off-by-one in a bound refuses what the document promises.",
    probe: `Every first page that is asked for with page_size=${MIN_PAGE_SIZE} or page_size=${MAX_PAGE_SIZE}.`,
    example: `page_size=${MAX_PAGE_SIZE} is answered 400.`,
    remedy: `Compare with < ${MIN_PAGE_SIZE} and > ${MAX_PAGE_SIZE}, not with <= ${MIN_PAGE_SIZE} or >= ${MAX_PAGE_SIZE}.`,
  },
  forLists: {
    title: "The smallest and the largest page size that are declared are accepted.",
    facts: ["limitParam", "size.minimum", "size.maximum"],
  },
  judge(view) {
    const evidence = new Evidence();
    const { minimum = MIN_PAGE_SIZE, maximum = MAX_PAGE_SIZE } = view.profile.size;
    const bounds = [String(minimum), String(maximum)];
    for (const exchange of view.listRequests) {
      const { pageSize } = exchange.purpose;
      if (!questionOf(exchange.purpose)?.isOrdinary || !bounds.includes(pageSize ?? "") || tokenIn(exchange) !== "")
        continue;
      const status = evidence.statusOf(exchange);
      if (status === undefined) continue;
      evidence.compare(
        status === 200
          ? undefined
          : {
              message: `${view.words.size}=${pageSize ?? ""} is answered ${status}.`,
              pointer: "",
              expected: "status 200",
              actual: `status ${status}`,
              exchanges: [exchange.id],
            },
      );
    }
    return evidence.finding(`no page of size ${minimum} or ${maximum} was asked for`);
  },
};
