import { MAX_PAGE_SIZE, MIN_PAGE_SIZE } from "../../contract/generated/page-size.ts";
import { Evidence } from "../../findings/evidence.ts";
import { questionOf } from "../../questions/catalogue.ts";
import type { RuleDefinition } from "../rule.ts";

const BOUNDS: readonly string[] = [String(MIN_PAGE_SIZE), String(MAX_PAGE_SIZE)];

/** Clause pagination.bounds-accepted. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only", "mock"],
  reads: "everything",
  explanation: {
    why: "An off-by-one in a bound refuses what the document promises.",
    probe: "Every first page that is asked for with page_size=1 or page_size=100.",
    example: "page_size=100 is answered 400.",
    remedy: "Compare with < 1 and > 100, not with <= 1 or >= 100.",
  },
  judge(view) {
    const evidence = new Evidence();
    for (const exchange of view.listRequests) {
      const { pageSize } = exchange.purpose;
      if (
        !questionOf(exchange.purpose)?.isOrdinary ||
        !BOUNDS.includes(pageSize ?? "") ||
        exchange.request.target.includes("page_token=")
      )
        continue;
      const status = evidence.statusOf(exchange);
      if (status === undefined) continue;
      evidence.compare(
        status === 200
          ? undefined
          : {
              message: `page_size=${pageSize} is answered ${status}.`,
              pointer: "",
              expected: "status 200",
              actual: `status ${status}`,
              exchanges: [exchange.id],
            },
      );
    }
    return evidence.finding(`no page of size ${BOUNDS.join(" or ")} was asked for`);
  },
};
